/** The error classes, which every public entry exports. */
export * from './errors.js';
export * from './osErrors.js';
