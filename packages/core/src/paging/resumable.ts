/**
 * Makes an iterator that outlives its failures: after `next` threw, the next `next` asks again, where a generator
 * would be over. Calls that overlap wait for one another, as those of a generator do.
 */
export function resumable<T>(pull: () => Promise<IteratorResult<T, undefined>>): AsyncIterableIterator<T> {
  const end = { done: true, value: undefined } as const;
  let over = false;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (step: () => Promise<IteratorResult<T, undefined>>): Promise<IteratorResult<T>> => {
    const turn = last.then(step, step); // a failure before it is nothing to this one
    last = turn;
    return turn;
  };
  return {
    next: () =>
      inTurn(async () => {
        const result = over ? end : await pull();
        over ||= result.done === true;
        return result;
      }),
    return: () =>
      inTurn(async () => {
        over = true;
        return end;
      }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
