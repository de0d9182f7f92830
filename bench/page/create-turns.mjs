/** Lets so many in at a time; the others wait their turn. */
export function createTurns(places) {
  const waiting = [];
  let free = places;
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
