import { callQuietly } from '../../call-quietly.js';

/** What waits to be written, in its order. */
export interface Spool<Item> {
  /** Adds an item; while too many wait, it is counted and let go. */
  add(item: Item): void;
  /**
   * Adds an item as soon as there is room, and waits until it is written.
   *
   * @throws where the writing fails, or nobody wants it any more; an item that was added is still written later.
   */
  write(item: Item, isWanted: () => boolean): Promise<void>;
  /** Counts something that is let go. */
  lose(): void;
  /** Tells of a failure, once until something is written again. */
  fail(error: unknown): void;
  /** Writes what waits until nothing does or the writing fails; returns how many still wait. */
  drain(): Promise<number>;
}

/** How a spool writes. */
export interface SpoolOptions<Item> {
  /** Writes one item; it is called for one at a time, and again for one that failed. */
  readonly write: (item: Item) => Promise<void>;
  readonly max: number;
  /** Makes what tells, in their place, how many were let go. */
  readonly gap: (count: number) => Item;
  /** Is told of the first failure, and again of the first one after a success. */
  readonly onDown: ((error: unknown) => void) | undefined;
}

interface Entry<Item> {
  readonly item: Item;
  readonly settle?: (failure?: { readonly error: unknown }) => void;
}

/** Makes an empty spool. */
export function createSpool<Item>({ write, max, gap, onDown }: SpoolOptions<Item>): Spool<Item> {
  const entries: Entry<Item>[] = [];
  let lost = 0;
  let isDown = false;
  let running: Promise<number> | undefined;

  function fail(error: unknown): void {
    if (isDown) return;
    isDown = true;
    callQuietly(onDown, error);
  }

  function lose(): void {
    lost += 1;
    fail(new Error('More records wait than there is room for.'));
  }

  /** What was lost stands before what comes after it. */
  function tellLost(): void {
    if (lost === 0) return;
    entries.push({ item: gap(lost) });
    lost = 0;
  }

  const hasRoom = (): boolean => entries.length + (lost > 0 ? 2 : 1) <= max;

  function push(entry: Entry<Item>): void {
    tellLost();
    entries.push(entry);
  }

  async function run(): Promise<number> {
    try {
      for (;;) {
        if (entries.length === 0) tellLost();
        const [first] = entries;
        if (first === undefined) return 0;
        await write(first.item);
        isDown = false;
        entries.shift();
        first.settle?.();
      }
    } catch (error) {
      fail(error);
      for (const { settle } of entries) settle?.({ error });
      return entries.length;
    } finally {
      running = undefined;
    }
  }

  function drain(): Promise<number> {
    // Without anything to write it would end before it is kept here, and stay here for good.
    if (entries.length === 0 && lost === 0) return Promise.resolve(0);
    return (running ??= run());
  }

  return {
    add(item) {
      if (!hasRoom()) return lose();
      push({ item });
    },
    async write(item, isWanted) {
      while (!hasRoom()) {
        if ((await drain()) > 0 || !isWanted()) {
          lose();
          throw new Error('The sink takes nothing, and there is no room to wait.');
        }
      }
      const written = new Promise<void>((resolve, reject) => {
        push({ item, settle: (failure) => (failure === undefined ? resolve() : reject(failure.error)) });
      });
      void drain();
      return written;
    },
    lose,
    fail,
    drain,
  };
}
