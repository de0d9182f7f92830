/** Everything of the surroundings that a command touches, so that tests hand in their own. */
export interface Io {
  /** What was asked for; a pipe reads it. */
  out(text: string): void;
  /** What a person reads beside it. */
  err(text: string): void;
  /** Whether `out` is read by a person, who may have colours. */
  readonly hasColours: boolean;
  /** Whether `err` is a terminal, where a line may be drawn over. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  /** Where relative paths begin. */
  readonly cwd: string;
  /** Ends with Ctrl+C. */
  readonly signal: AbortSignal;
}
