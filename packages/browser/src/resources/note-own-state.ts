import type { Route } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { notePart } from '../own-parts.js';

/** Calls whose answer tells where the shopper stands in one line. */
const tells = /^(queues|draws|auctions|timedReleases)\.(enter|leave|status|bid)$/;
/** The words for not being in a line. A word of a newer platform may mean anything, also that the shopper is in it. */
const outside: ReadonlySet<unknown> = new Set([
  ...['NOT_QUEUED', 'NOT_ENTERED', 'NOT_BID', 'LEFT', 'COMPLETED', 'DENIED', 'LOST'],
]);

/** Takes note of an own state that was answered: in line, in a draw, bidding, or with a grant until that runs out. */
export function noteOwnState(
  connection: Connection,
  route: Route,
  told: { id: string; state: unknown },
): void {
  const call = tells.exec(route.id)?.[2];
  if (call === undefined) return;
  const { status, expiresAt } = Object(told.state) as Readonly<Record<string, unknown>>; // any members, or none
  const takesPart = call !== 'leave' && status !== undefined && !outside.has(status);
  const { clock } = connection.options;
  const endsAt = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Infinity;
  notePart(connection, { distributionId: told.id, takesPart, isOver: () => clock.now() >= endsAt });
}
