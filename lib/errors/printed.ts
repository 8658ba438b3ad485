import { inspect, types } from 'node:util';

/** An exception as Node prints an uncaught one, whatever it is. */
export function printed(error: unknown): string {
  try {
    const text = inspect(error);
    // With --frozen-intrinsics, Node 20 takes an error for any other object.
    if (!types.isNativeError(error) || !text.startsWith('{')) return text;
    return text === '{}' ? `${error.stack}` : `${error.stack} ${text}`;
  } catch {
    return withoutStack(error);
  }
}

/** For an exception that has a member which throws, such as a getter of the stack. */
function withoutStack(error: unknown): string {
  try {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  } catch {
    return 'an exception that cannot be printed';
  }
}
