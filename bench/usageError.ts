/** Options that make no sense, alone or here: the command prints its message, and nothing else. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
