import type { MockContext } from '../context.js';
import { createConsumers } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { csv } from './csv.js';
import { createWaitlists, type WaitlistRow } from './waitlists.js';

const headings = ['consumerId', 'email', 'fullName', 'phone', 'status', 'enteredAt', 'notifiedAt'];

/** Writes down everybody who ever entered a waitlist, as a file for a spreadsheet. */
export function waitlistCsv(context: MockContext, waitlist: WaitlistRow): string {
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
  return csv([headings, ...rows]);
}
