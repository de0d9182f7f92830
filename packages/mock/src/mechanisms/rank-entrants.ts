/** What decides who is drawn. */
export interface Chances {
  /** A number in [0, 1). */
  readonly random: () => number;
  /** How much likelier a consumer is drawn than one of weight 1. */
  readonly weightOf: (consumerId: string) => number;
}

const leastWeight = 1e-9;

/**
 * Puts entrants into the order in which they are drawn: each next one by chance, in proportion to the weights of those who are
 * left. With equal weights every order is equally likely.
 */
export function rankEntrants(entrants: readonly string[], { random, weightOf }: Chances): readonly string[] {
  // Efraimidis and Spirakis (2006): of exponential times with the weights as rates, the shortest come first.
  const drawn = entrants.map((consumerId) => ({
    consumerId,
    time: -Math.log(1 - random()) / Math.max(weightOf(consumerId), leastWeight),
  }));
  return drawn.sort((a, b) => a.time - b.time).map(({ consumerId }) => consumerId);
}
