/** Runs things one after another, each one only when those before it are done. */
export type Turns = <T>(run: () => Promise<T>) => Promise<T>;

/** Creates a queue of turns; one that fails does not hold up the next. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  };
}
