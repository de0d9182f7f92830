import type { Mechanism } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAppointments } from '../resources/appointments.js';
import { createAuctions } from '../resources/auctions.js';
import type { CallOptions } from '../resources/call-options.js';
import { createDraws } from '../resources/draws.js';
import { createQueues } from '../resources/queues.js';
import { createTimedReleases } from '../resources/timed-releases.js';
import type { JourneyAction } from './journey-actions.js';
import type { MechanismState } from './snapshot-from-state.js';
import type { TakenSnapshot } from './snapshot.js';

/** What a call needs. */
export interface MechanismCall {
  readonly at: TakenSnapshot;
  readonly body: Readonly<Record<string, unknown>>;
  readonly options: CallOptions;
}

/** Calls the operation behind an action; `undefined` where the answer does not tell where the shopper stands now. */
type Calling = (connection: Connection, call: MechanismCall) => Promise<MechanismState | undefined>;

const ifDone = (status: string, isDone: boolean): MechanismState | undefined =>
  isDone ? { status } : undefined;
// An interface has no index signature; a state is plain data all the same.
const plain = (state: object): MechanismState => state as MechanismState;

/** The operation behind each action of each mechanism. */
const calls: Readonly<Record<Mechanism, Readonly<Partial<Record<JourneyAction, Calling>>>>> = {
  queue: {
    enter: async (c, { at, options }) => plain(await createQueues(c).enter(at.distribution.id, options)),
    leave: async (c, { at, options }) => plain(await createQueues(c).leave(at.distribution.id, options)),
  },
  draw: {
    enter: async (c, { at, options }) => plain(await createDraws(c).enter(at.distribution.id, options)),
    async leave(c, { at, options }) {
      const left = await createDraws(c).leave(at.distribution.id, options);
      // That nobody is entered any more is the end of this part.
      return plain(left.status === 'NOT_ENTERED' ? { status: 'LEFT' } : left);
    },
  },
  auction: {
    enter: async (c, { at, options }) =>
      ifDone('NOT_BID', (await createAuctions(c).enter(at.distribution.id, options)).success),
    bid: async (c, { at, body, options }) =>
      plain(await createAuctions(c).bid(at.distribution.id, body, options)),
  },
  timed_release: {
    enter: async (c, { at, body, options }) =>
      plain(await createTimedReleases(c).enter(at.distribution.id, body, options)),
    leave: async (c, { at, options }) =>
      ifDone('LEFT', (await createTimedReleases(c).leave(at.distribution.id, options)).success),
  },
  appointment: {
    book: async (c, { at, body, options }) =>
      plain(await createAppointments(c).book(at.distribution.id, body as { slotId: string }, options)), // by its rules
    reschedule: async (c, { at, body, options }) =>
      plain(
        await createAppointments(c).reschedule(at.distribution.id, body as { newSlotId: string }, options), // likewise
      ),
    async cancelBooking(c, { at, body, options }) {
      const { slotId = '', locationId } = at.consumer;
      const booking = { ...body, slotId, ...(locationId !== undefined && { locationId }) };
      await createAppointments(c).cancel(at.distribution.id, booking, options);
      return { status: 'CANCELLED' };
    },
  },
};

/** Does an action in the mechanism of a snapshot. */
export function callMechanism(
  connection: Connection,
  action: JourneyAction,
  call: MechanismCall,
): Promise<MechanismState | undefined> {
  const calling = calls[call.at.mechanism][action];
  return calling === undefined ? Promise.resolve(undefined) : calling(connection, call);
}
