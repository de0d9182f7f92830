import type { FanfareClient, Journey, JourneyActions } from '@fanfare/browser';
import type { ExperienceState } from './experience-state.js';
import type { Press, PressFields } from './press.js';

/** What a press works with. */
export interface PressContext {
  readonly client: FanfareClient;
  readonly journey: Journey;
  readonly state: ExperienceState;
  readonly fields: PressFields;
  /** Remembers how far the shopper has come with a code. */
  readonly remember: (change: Partial<CodeState>) => void;
  /** Does once more what was refused for want of a proof. */
  readonly again: () => unknown;
  /** Takes the grant to the checkout. */
  readonly checkout: () => unknown;
}

type CodeState = Pick<ExperienceState, 'codeSentTo' | 'isEmailCodeSent' | 'setAside'>;

/** What each press does. Where an action is not legal any more, the SDK refuses it and brings the view up to date. */
const presses: Readonly<Record<Press, (context: PressContext) => unknown>> = {
  guest: ({ client }) => client.auth.guest(),
  async sendCode({ client, fields, remember }) {
    const { email = '' } = fields;
    await client.auth.requestOtp({ email: email.trim() });
    remember({ codeSentTo: email.trim() });
  },
  async verify({ client, fields, state, remember }) {
    await client.auth.verifyOtp({ email: state.codeSentTo ?? '', code: codeIn(fields) });
    remember({ codeSentTo: null });
  },
  otherAddress: ({ remember }) => remember({ codeSentTo: null }),
  async stepUp({ client, fields, again }) {
    await client.auth.stepUp({ code: codeIn(fields) });
    await again();
  },
  async requestEmailCode({ client, remember }) {
    await client.emailVerification.request();
    remember({ isEmailCodeSent: true });
  },
  async confirmEmail({ client, fields, remember, again }) {
    await client.emailVerification.confirm({ code: codeIn(fields) });
    remember({ isEmailCodeSent: false });
    await again();
  },
  notNow: ({ state, remember }) => remember({ setAside: state.view.needed ?? null, isEmailCodeSent: false }),
  answerChallenge: ({ fields: { token = '' }, ...context }) => actions(context).answerChallenge?.({ token }),
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

/** Reads a code as people type it, with spaces. */
function codeIn({ code = '' }: PressFields): string {
  return code.replaceAll(/\s/g, '');
}

/** Reads an amount as people type it: `70,5` is `70.5`. */
function decimal(typed: string): string {
  return typed.replaceAll(/[^\d.,]/g, '').replace(',', '.');
}
