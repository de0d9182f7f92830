import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createConsumers } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { createWaitlists, type WaitlistRow } from './waitlists.js';

/** The lines of an export, the headings first. */
export type WaitlistTable = readonly (readonly string[])[];

const headings = ['consumerId', 'email', 'fullName', 'phone', 'status', 'enteredAt', 'notifiedAt'];

/** Writes down everybody who ever entered a waitlist, for a spreadsheet. */
export function waitlistTable(context: MockContext, waitlist: WaitlistRow): WaitlistTable {
  const consumers = context.use(createConsumers);
  const rows = context
    .use(createWaitlists)
    .entries(waitlist)
    .map(({ consumerId, status, enteredAt, notifiedAt }) => {
      const consumer = consumers.find(waitlist.tenant, consumerId);
      const contact = [consumer?.email ?? '', consumer?.fullName ?? '', consumer?.phone ?? ''];
      return [
        consumerId,
        ...contact,
        status,
        isoTime(enteredAt),
        notifiedAt === null ? '' : isoTime(notifiedAt),
      ];
    });
  return [headings, ...rows];
}

/** Leaves the line of a consumer where it is, without what tells who they were. */
export function withoutContact(table: WaitlistTable, erased: ConsumerId): WaitlistTable {
  return table.map((row) => {
    const [consumerId, , , , ...rest] = row;
    return consumerId === erased ? [consumerId, '', '', '', ...rest] : row;
  });
}
