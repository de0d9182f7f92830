/** Tells that a command was typed wrongly: the exit code is 2, and the help is named. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
