import { operationList, type OperationId } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import { faultNames } from '../faults/fault-names.js';
import type { RequestLog } from '../state/request-log.js';
import { liveDeliveries } from './live-deliveries.js';
import { liveFaults } from './live-faults.js';
import { liveMail } from './live-mail.js';
import { liveOrders } from './live-orders.js';
import { liveRequests } from './live-requests.js';
import { liveRooms } from './live-rooms.js';
import { liveSessions } from './live-sessions.js';
import type { LiveView } from './live-view.js';

/** What the page is made from. */
export interface LiveSources {
  readonly context: MockContext;
  readonly log: RequestLog;
  readonly defects: readonly string[];
}

/** How each part of the page is described. */
export const liveParts: { readonly [Part in keyof LiveView]: (sources: LiveSources) => LiveView[Part] } = {
  platform: ({ context, defects }) => ({
    profile: context.profile,
    seed: context.seed,
    defects: defects.length,
    operations: operationList.map(({ id }) => id as OperationId), // the table is where the ids come from
    faultNames,
  }),
  clock: ({ context: { clock } }) => ({ now: clock.now(), isFlowing: clock.isFlowing }),
  faults: ({ context }) => liveFaults(context),
  rooms: ({ context }) => liveRooms(context),
  requests: ({ log }) => liveRequests(log),
  deliveries: ({ context }) => liveDeliveries(context),
  sessions: ({ context }) => liveSessions(context),
  mail: ({ context }) => liveMail(context),
  orders: ({ context }) => liveOrders(context),
};
