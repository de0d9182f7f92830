import { operations, type Operation } from '@fanfare/contract/operations';

/** Arguments that a row accepts, by the part of the request that they go into. */
export interface SampleCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

interface Samples {
  sampleCall(row: Operation): SampleCall;
}
interface Answers {
  sampleOf(schema: NonNullable<Operation['response']>): unknown;
}

const scripts = '../../scripts/admin';
// Plain JavaScript, which the generator of the methods runs without a build.
const { sampleCall } = (await import(`${scripts}/sample-call.mjs`)) as Samples;
const { sampleOf } = (await import(`${scripts}/sample-of.mjs`)) as Answers;

/** Every row of the Admin service, with arguments for its method and an answer that fits it. */
export const adminRows: readonly (readonly [
  string,
  { row: Operation; sample: SampleCall; answer: unknown },
])[] = rowsOf(operations.admin).map((row) => [
  row.id,
  { row, sample: sampleCall(row), answer: row.response && sampleOf(row.response) },
]);

function rowsOf(group: object): Operation[] {
  return Object.values(group).flatMap(
    (member: object) => ('id' in member ? [member as Operation] : rowsOf(member)), // what has an id is a row
  );
}
