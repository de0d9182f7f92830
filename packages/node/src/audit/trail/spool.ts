/** What waits to be written, in its order. */
export interface Spool<Item> {
  hasRoom(count: number): boolean;
  add(item: Item): void;
  /** Counts something that is let go. */
  lose(error?: unknown): void;
  lost(): number;
  /** Returns how many were let go, and counts from 0 again. */
  takeLost(): number;
  /** Writes what waits until nothing does or the writing fails; returns how many still wait. */
  drain(): Promise<number>;
}

/** How a spool writes. */
export interface SpoolOptions<Item> {
  readonly write: (item: Item) => Promise<void>;
  readonly max: number;
  /** Is told of the first failure, and again of the first one after a success. */
  readonly onDown: ((error: unknown) => void) | undefined;
}

/** Makes an empty spool. */
export function createSpool<Item>({ write, max, onDown }: SpoolOptions<Item>): Spool<Item> {
  const items: Item[] = [];
  let lost = 0;
  let isDown = false;
  let running: Promise<number> = Promise.resolve(0);

  function tell(error: unknown): void {
    if (isDown) return;
    isDown = true;
    try {
      onDown?.(error);
    } catch {
      // There is nobody left to tell.
    }
  }

  async function run(): Promise<number> {
    for (let first = items[0]; first !== undefined; first = items[0]) {
      try {
        await write(first);
      } catch (error) {
        tell(error);
        break;
      }
      isDown = false;
      items.shift();
    }
    return items.length;
  }

  return {
    hasRoom: (count) => items.length + count <= max,
    add: (item) => void items.push(item),
    lose(error) {
      lost += 1;
      if (error !== undefined) tell(error);
    },
    lost: () => lost,
    takeLost() {
      const count = lost;
      lost = 0;
      return count;
    },
    drain() {
      running = running.then(run);
      return running;
    },
  };
}
