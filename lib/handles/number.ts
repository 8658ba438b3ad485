/** What `handle` is, for use within the package: nothing is kept alive by it. */
export const NUMBER: unique symbol = Symbol('number');
