import type { PageInfo } from '@fanfare/contract';
import type { AuditEntry, ListAuditLog } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { pageOfRows } from '../state/page.js';
import { createCursors } from '../state/cursors.js';
import type { Tenant } from '../tenant.js';
import { createAuditLog } from './audit-log.js';
import { createAuditSubjects } from './audit-subjects.js';

/** Reads a page of a tenant's log. */
export function listAuditLog(
  context: MockContext,
  { tenant, query }: { readonly tenant: Tenant; readonly query: ListAuditLog },
): { data: AuditEntry[]; pageInfo: PageInfo } {
  const isWanted = filterOf(context, { tenant, query });
  const entries = context.use(createAuditLog).entries(tenant).filter(isWanted);
  const { data, pageInfo } = pageOfRows(
    entries.map((entry) => ({ entry, serial: entry.seq })),
    { query, sortKeys: { seq: ({ serial }) => serial }, cursors: context.use(createCursors).of(tenant) },
  );
  return { data: data.map(({ entry }) => entry), pageInfo };
}

function filterOf(
  context: MockContext,
  { tenant, query }: { readonly tenant: Tenant; readonly query: ListAuditLog },
): (entry: AuditEntry) => boolean {
  const { from, to, action, actor, target, outcome, requestId, sessionId } = query;
  const since = from === undefined ? -Infinity : Date.parse(from);
  const until = to === undefined ? Infinity : Date.parse(to);
  const idsOf = (id: string): readonly string[] => [id, ...context.use(createAuditSubjects).all(tenant, id)];
  const [actors, targets, sessions] = [actor, target, sessionId].map((id) =>
    id === undefined ? undefined : idsOf(id),
  );
  const fits = <Value>(wanted: Value | undefined, value: Value): boolean =>
    wanted === undefined || wanted === value;
  return (entry) =>
    Date.parse(entry.at) >= since &&
    Date.parse(entry.at) < until &&
    fits(action, entry.action) &&
    fits(outcome, entry.outcome) &&
    fits<string | null>(requestId, entry.requestId) &&
    (sessions?.includes(entry.sessionId ?? '') ?? true) &&
    (actors?.includes(entry.actor.id ?? '') ?? true) &&
    (targets?.includes(entry.target?.id ?? '') ?? true);
}
