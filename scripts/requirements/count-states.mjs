import { STATES } from './states.mjs';

/** One line a group, and one for all: how many rows stand in which state. */
export function countStates(rows) {
  const groups = Object.groupBy(rows, ({ id }) => id[0]);
  return [...Object.entries(groups), ['all', rows]].map(([name, members]) => {
    const counts = Object.keys(STATES).map((state) => `${countOf(members, state)} ${state}`);
    return `${name.padEnd(3)} ${String(members.length).padStart(3)} rows: ${counts.join(', ')}`;
  });
}

function countOf(rows, wanted) {
  return rows.filter(({ state }) => state === wanted).length;
}
