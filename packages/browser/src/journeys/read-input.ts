import { describeType } from '@fanfare/core';
import { checkCallOptions, type CallOptions } from '../resources/call-options.js';
import { checkBody, type BodyRules } from '../resources/check-body.js';
import { isObject } from '../resources/check/check.js';
import { idForm, moneyForm, textForm } from '../resources/forms.js';
import { refusedArgument } from '../resources/refused-argument.js';
import type { JourneyAction } from './journey-actions.js';

/** What an action was called with, checked. */
export interface ActionInput {
  /** What is the action's own. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly options: CallOptions;
}

const optionNames: readonly string[] = ['signal', 'timeoutMs', 'totalTimeoutMs', 'maxRetries'];
const location = textForm(1, 128);
const none: BodyRules = { forms: {} };
const routing: BodyRules = { forms: { accessCode: textForm(1, 200) } };

/** What may go into an action besides the options of its calls. */
const rules: Readonly<Record<JourneyAction, BodyRules>> = {
  start: routing,
  reroute: routing,
  enter: { forms: { variantId: idForm } },
  leave: none,
  exit: none,
  bid: { forms: { amount: moneyForm } },
  setRebid: { forms: { maxAmount: moneyForm, increment: moneyForm }, needed: ['maxAmount'] },
  stopRebid: none,
  book: { forms: { slotId: idForm, locationId: location }, needed: ['slotId'], nullable: ['locationId'] },
  reschedule: {
    forms: { newSlotId: idForm, newLocationId: location },
    needed: ['newSlotId'],
    nullable: ['newLocationId'],
  },
  cancelBooking: { forms: { reason: textForm(1, 500) } },
  joinWaitlist: none,
  leaveWaitlist: none,
  answerChallenge: { forms: { token: textForm(1, 4_096) }, needed: ['token'] },
};

/**
 * Takes apart what an action was called with.
 *
 * @throws `RequestError` `invalid_request`, naming the argument and the type it got; nothing was sent.
 */
export function readInput(action: JourneyAction, input: unknown): ActionInput {
  const what = `journey.${action}`;
  if (input !== undefined && !isObject(input)) {
    throw refusedArgument(`${what} takes an object, not ${describeType(input)}`);
  }
  const members = Object.entries(input ?? {}).filter(([, value]) => value !== undefined);
  const part = (isOption: boolean): Record<string, unknown> =>
    Object.fromEntries(members.filter(([name]) => optionNames.includes(name) === isOption));
  const body = part(false);
  checkBody(body, { what, rules: rules[action] });
  return { body, options: checkCallOptions(part(true), what) };
}
