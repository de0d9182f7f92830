/** When an admission ends, and whose it is. Times are milliseconds since the epoch. */
export interface Expiry {
  readonly consumerId: string;
  readonly at: number;
}

/** The admissions that end by themselves, soonest first. */
export interface ExpiryList {
  /** Sets when a consumer's admission ends. */
  set(consumerId: string, at: number): void;
  remove(consumerId: string): void;
  first(): Expiry | undefined;
}

/** How many that are over may stay in the list. */
const mostPast = 1_000;

/** Creates an empty list. Admissions mostly end in the order in which they were given, so adding is at the end. */
export function createExpiryList(): ExpiryList {
  const sorted: Expiry[] = [];
  const valid = new Map<string, Expiry>();
  let head = 0;

  return {
    set(consumerId, at) {
      const expiry = { consumerId, at };
      valid.set(consumerId, expiry);
      let index = sorted.length;
      while (index > head && (sorted[index - 1]?.at ?? at) > at) index -= 1;
      sorted.splice(index, 0, expiry);
    },
    remove: (consumerId) => void valid.delete(consumerId),
    first() {
      // What was removed or set anew stays in the list until its turn comes.
      for (let next = sorted[head]; next !== undefined; next = sorted[head]) {
        if (valid.get(next.consumerId) === next) return next;
        head += 1;
        if (head === mostPast) head -= sorted.splice(0, head).length;
      }
      return undefined;
    },
  };
}
