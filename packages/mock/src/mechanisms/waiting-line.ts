/** An ordered set of consumers: first in, first out, with positions that count from 1. */
export interface WaitingLine {
  readonly size: number;
  /** Puts a consumer at the end; one who stands in the line already keeps the place. */
  add(consumerId: string): void;
  remove(consumerId: string): void;
  first(): string | undefined;
  position(consumerId: string): number | null;
  /** Gives one consumer's place to another, who must not stand in the line. */
  rename(from: string, to: string): void;
  ids(): readonly string[];
}

/** Creates an empty line. */
export function createWaitingLine(): WaitingLine {
  let line = new Set<string>(); // a Set iterates in the order of insertion (ECMA-262 §24.2)

  return {
    get size(): number {
      return line.size;
    },
    add: (consumerId) => void line.add(consumerId),
    remove: (consumerId) => void line.delete(consumerId),
    first: () => line.values().next().value,
    position(consumerId) {
      if (!line.has(consumerId)) return null;
      let position = 1;
      for (const id of line) {
        if (id === consumerId) break;
        position += 1;
      }
      return position;
    },
    rename(from, to) {
      if (line.has(from)) line = new Set([...line].map((id) => (id === from ? to : id)));
    },
    ids: () => [...line],
  };
}
