/**
 * What AddressSanitizer costs, where it runs: `npm run test:sanitize`.
 */

/**
 * How much more memory a load of the addon may leave behind. Each time that the library is loaded
 * anew, AddressSanitizer keeps what it knows of the library's globals, 3.5 MiB, for as long as the
 * process lives. What is freed is no matter: scripts/test-sanitize bounds the quarantine.
 */
export const LOADED_MEMORY_FACTOR = process.env.ASAN_OPTIONS === undefined ? 1 : 8;
