import { PRIORITIES, STATES } from './states.mjs';

/** Where the table and the titles of the tests contradict each other, or the table itself. */
export function findProblems({ rows, reasons, titles }) {
  const known = new Set(rows.map(({ id }) => id));
  const carriers = new Map(titles.flatMap((title) => title.ids.map((id) => [id, title])));
  const explained = new Set(reasons.map(({ id }) => id));
  return [
    ...rows.flatMap((row) =>
      rowProblems(row, { carrier: carriers.get(row.id), explained: explained.has(row.id) }).map((message) =>
        at(row, `${row.id} ${message}`),
      ),
    ),
    ...[...repeated(rows), ...repeated(reasons)].map((entry) => at(entry, `${entry.id} stands here twice`)),
    ...reasons.filter(({ id }) => !known.has(id)).map((reason) => at(reason, `${reason.id} is not a row`)),
    ...reasons.filter(({ why }) => why === '').map((reason) => at(reason, `${reason.id} says no reason`)),
    ...titles.flatMap((title) =>
      title.ids.filter((id) => !known.has(id)).map((id) => at(title, `${id} is not in the table`)),
    ),
  ];
}

function rowProblems({ priority, state }, { carrier, explained }) {
  const rule = Object.hasOwn(STATES, state) ? STATES[state] : undefined;
  if (!PRIORITIES.includes(priority)) return [`has the priority "${priority}"`];
  if (rule === undefined) return [`has the state "${state}"`];
  const found = [];
  if (rule.carried && !carrier) found.push(`is ${state}, but no test carries it`);
  if (!rule.carried && carrier)
    found.push(`is excluded as "${state}", but carried by ${carrier.file}:${carrier.line}`);
  if (rule.reason && !explained) found.push(`is ${state}, but no reason says why`);
  if (!rule.reason && explained) found.push(`is ${state}, but a reason says why not`);
  if ((rule.priority ?? priority) !== priority) found.push(`is ${priority}, so it is not the operator's`);
  return found;
}

function repeated(entries) {
  return entries.filter(({ id }, index) => entries.findIndex((other) => other.id === id) < index);
}

function at({ file, line }, message) {
  return { file, line, message };
}
