import { sampleInputs } from './sample-inputs.mjs';
import { sampleOf } from './sample-of.mjs';

/** Arguments that a row accepts: plausible ones, for examples and for tests that call every method. */
export function sampleCall(row) {
  const parts = Object.entries({ params: row.params, query: row.query, body: row.body });
  return Object.fromEntries(
    parts
      .filter(([, schema]) => schema !== undefined)
      .map(([part, schema]) => [part, accepted({ row, part, schema })]),
  );
}

function accepted({ row, part, schema }) {
  const written = part === 'params' ? undefined : sampleInputs[row.id];
  const value = written ?? sampleOf(schema, row.id);
  const parsed = schema.safeParse(value);
  if (parsed.success) return value;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || part} ${code}`);
  throw new Error(
    `${row.id}: no sample fits its ${part} (${places.join(', ')}). Write one into sample-inputs.mjs.`,
  );
}
