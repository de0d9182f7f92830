/** The most that a sum over so many neighbours comes to, and where they begin. */
export function busiest(list, { width, from = 0, to = list.length }) {
  let sum = 0;
  let best = { sum: -1, at: from };
  for (let at = from; at < to; at += 1) {
    sum += list[at] - (at - width >= from ? list[at - width] : 0);
    if (at - from >= width - 1 && sum > best.sum) best = { sum, at: at - width + 1 };
  }
  return best;
}

/** The sum of a part of a list. */
export function total(list, from = 0, to = list.length) {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += list[at];
  return sum;
}

/** Means of so many neighbours each, for a chart. */
export function thinned(list, width) {
  return Array.from({ length: Math.floor(list.length / width) }, (_, at) =>
    round(total(list, at * width, (at + 1) * width) / width),
  );
}

/** Rounds to a tenth. */
export const round = (value) => Math.round(value * 10) / 10;
