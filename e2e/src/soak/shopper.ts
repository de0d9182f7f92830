/** A shopper who waits in a line, and what became of them. */
export interface Shopper {
  /** Goes on until the signal, whatever goes wrong. */
  live(signal: AbortSignal): Promise<void>;
  /** What was lost, in words; empty where nothing was. To be asked when the trouble is over. */
  losses(): Promise<readonly string[]>;
  /** How many calls were made, and how many of them went well. */
  readonly calls: number;
  readonly good: number;
  destroy(): void;
}
