import type { FanfareClient, Journey, JourneyActions } from '@fanfare/browser';
import type { ExperienceState } from './experience-state.js';
import type { Press, PressFields } from './press.js';

/** What a press works with. */
export interface PressContext {
  readonly client: FanfareClient;
  readonly journey: Journey;
  readonly state: ExperienceState;
  readonly fields: PressFields;
  /** Remembers whom a code was sent to. */
  readonly expectCode: (email: string | null) => void;
  /** Takes the grant to the checkout. */
  readonly checkout: () => unknown;
}

/** What each press does. Where an action is not legal any more, the SDK refuses it and brings the view up to date. */
const presses: Readonly<Record<Press, (context: PressContext) => unknown>> = {
  guest: ({ client }) => client.auth.guest(),
  async sendCode({ client, fields, expectCode }) {
    const { email = '' } = fields;
    await client.auth.requestOtp({ email: email.trim() });
    expectCode(email.trim());
  },
  async verify({ client, fields, state, expectCode }) {
    const code = (fields['code'] ?? '').replaceAll(/\s/g, '');
    await client.auth.verifyOtp({ email: state.codeSentTo ?? '', code });
    expectCode(null);
  },
  otherAddress: ({ expectCode }) => expectCode(null),
  start: ({ journey }) => journey.start(),
  enter: ({ journey }) => journey.enter(),
  leave: ({ journey }) => journey.leave(),
  reroute: ({ journey, fields: { accessCode } }) =>
    journey.reroute(accessCode === undefined ? {} : { accessCode: accessCode.trim() }),
  bid: ({ fields: { amount }, ...context }) =>
    actions(context).bid?.(amount === undefined ? {} : { amount: decimal(amount) }),
  setRebid: ({ fields: { maxAmount = '' }, ...context }) =>
    actions(context).setRebid?.({ maxAmount: decimal(maxAmount) }),
  stopRebid: (context) => actions(context).stopRebid?.(),
  book: ({ fields: { slotId = '' }, ...context }) => actions(context).book?.({ slotId }),
  reschedule: ({ fields: { slotId = '' }, ...context }) =>
    actions(context).reschedule?.({ newSlotId: slotId }),
  cancelBooking: (context) => actions(context).cancelBooking?.(),
  joinWaitlist: (context) => actions(context).joinWaitlist?.(),
  leaveWaitlist: (context) => actions(context).leaveWaitlist?.(),
  checkout: ({ checkout }) => checkout(),
};

/** Does what was pressed. */
export async function performPress(press: Press, context: PressContext): Promise<void> {
  await presses[press](context);
}

/** The actions of the present view, of which each may be missing. */
function actions({ state }: Pick<PressContext, 'state'>): Partial<JourneyActions> {
  return state.view.actions;
}

/** Reads an amount as people type it: `70,5` is `70.5`. */
function decimal(typed: string): string {
  return typed.replaceAll(/[^\d.,]/g, '').replace(',', '.');
}
