import { isBodyless } from './is-bodyless.js';
import type { Fault } from './fault.js';
import { faultNames, isFaultName } from './fault-names.js';
import { namedFaults } from './named-faults.js';

/** The longest that something may take or be put off: ten years. */
const longestMs = 315_360_000_000;

/** How a field of a fault must be, in words and as a check. */
interface Rule {
  readonly field: keyof Fault;
  readonly must: string;
  readonly fits: (value: unknown) => boolean;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isWhole = (value: unknown, least: number): value is number =>
  Number.isInteger(value) && (value as number) >= least; // a whole number is a number
const isSpan = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= longestMs;
const ofHeader = (field: keyof Fault): Rule => ({
  field,
  must: 'a text that a header can carry',
  fits: (value) => typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
});
const oneOf = (field: keyof Fault, ...values: readonly string[]): Rule => ({
  field,
  must: values.join(', ').replace(/, (?=[^,]*$)/, ' or '),
  fits: (value) => values.includes(value as string),
});

const rules: readonly Rule[] = [
  {
    field: 'status',
    must: 'a whole number from 200 to 599',
    fits: (value) => isWhole(value, 200) && value < 600,
  },
  { field: 'times', must: 'a whole number of at least 1', fits: (value) => isWhole(value, 1) },
  {
    field: 'probability',
    must: 'a number above 0 and up to 1',
    fits: (value) => isNumber(value) && value > 0 && value <= 1,
  },
  { field: 'latencyMs', must: `a number from 0 to ${String(longestMs)}`, fits: isSpan },
  { field: 'jitterMs', must: `a number from 0 to ${String(longestMs)}`, fits: isSpan },
  {
    field: 'dateSkewMs',
    must: `a number of at most ${String(longestMs)}, either way`,
    fits: (value) => isNumber(value) && Math.abs(value) <= longestMs,
  },
  ofHeader('contentType'),
  ofHeader('location'),
  ofHeader('retryAfter'),
  { field: 'cutBodyAt', must: 'a whole number of at least 0', fits: (value) => isWhole(value, 0) },
  oneOf('endlessBody', 'silence', 'spaces'),
  oneOf('streamEvents', 'duplicate', 'late'),
  oneOf('retryAfterForm', 'seconds', 'http-date', 'iso'),
  oneOf('webhooks', 'duplicate', 'reorder', 'late'),
];

/** What a fault of deliveries may say besides. */
const ofWebhooks: readonly string[] = [
  'like',
  'times',
  'probability',
  'latencyMs',
  'jitterMs',
  'webhooks',
  'eventType',
];

/**
 * Fills in what the name of a fault stands for, and checks it.
 *
 * @throws {TypeError} where no answer can have its status, it hits no call, or it says what does not go together.
 */
export function checkFault({ like, ...said }: Fault): Fault {
  if (like !== undefined && !isFaultName(like)) {
    throw new TypeError(`"${String(like)}" is not the name of a fault; there are ${faultNames.join(', ')}.`);
  }
  const fault: Fault = { ...(like !== undefined && namedFaults[like]), ...said };
  for (const { field, must, fits } of rules) {
    const value = fault[field];
    if (value === undefined || fits(value)) continue;
    throw new TypeError(`A fault's ${field} must be ${must}; got ${String(value)}.`);
  }
  const stranger = Object.keys(fault).find((name) => !ofWebhooks.includes(name));
  if (fault.webhooks !== undefined && stranger !== undefined) {
    throw new TypeError(`A fault of webhooks cannot have ${stranger}: it hits deliveries, not calls.`);
  }
  if (fault.webhooks === undefined && fault.eventType !== undefined) {
    throw new TypeError('A fault with an eventType hits deliveries: say what happens to them in webhooks.');
  }
  if (fault.retryAfterForm !== undefined && !/^\d{1,9}$/.test(fault.retryAfter ?? '')) {
    throw new TypeError("A fault's retryAfterForm needs whole seconds in retryAfter.");
  }
  if ((fault.body ?? '') !== '' && isBodyless(fault.status)) {
    throw new TypeError(`A fault's body must be left out: an answer with status ${fault.status} has none.`);
  }
  return fault;
}
