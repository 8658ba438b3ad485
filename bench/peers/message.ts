/** A small one. */
export const MESSAGE = { kind: 'greeting', number: 42, text: 'Hello there' };
