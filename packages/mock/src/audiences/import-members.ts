import type { ConsumerId } from '@fanfare/contract';
import { createConsumerSchema } from '@fanfare/contract/schemas';
import type { MockContext } from '../context.js';
import { createConsumers } from '../state/consumers.js';
import { addressKey } from '../state/normalize-address.js';
import type { Tenant } from '../tenant.js';
import { parseCsv } from './parse-csv.js';

/** What came of reading a file of members. */
export type ReadMembers =
  { readonly consumerIds: readonly ConsumerId[]; readonly skipped: number } | { readonly error: string };

const columns = ['consumerId', 'email', 'phone', 'fullName'];
const by = 'import';

/** A file of members. */
export interface MemberFile {
  readonly tenant: Tenant;
  readonly text: string;
  /** When it came. Who was erased since then is not made anew. */
  readonly since: number;
}

/** Reads a file of members: finds each consumer by id or address, or makes one where there is an address. */
export function importMembers(context: MockContext, { tenant, text, since }: MemberFile): ReadMembers {
  const table = parseCsv(text);
  if (table === undefined) return { error: 'The file is empty, or has a quote in the wrong place.' };
  const unknown = table.columns.filter((name) => !columns.includes(name));
  if (unknown.length > 0)
    return { error: `The file has an unknown column: the columns are ${columns.join(', ')}.` };
  const leavers = context.use(createConsumers).addressesOfLeavers(tenant, since);
  const found = table.rows.map((row) => memberOf(context, { tenant, row, leavers }));
  const consumerIds = found.filter((id) => id !== undefined);
  return { consumerIds, skipped: found.length - consumerIds.length };
}

interface MemberRow {
  readonly tenant: Tenant;
  readonly row: Readonly<Record<string, string>>;
  readonly leavers: ReadonlySet<string>;
}

function memberOf(context: MockContext, { tenant, row, leavers }: MemberRow): ConsumerId | undefined {
  const consumers = context.use(createConsumers);
  const { consumerId, ...texts } = Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ''));
  if (consumerId !== undefined) {
    const consumer = consumers.find(tenant, consumerId);
    return consumer?.archived === false ? consumer.id : undefined;
  }
  const { data } = createConsumerSchema.safeParse(texts);
  if (data === undefined) return undefined;
  const email = data.email?.toLowerCase();
  const phone = data.phone === undefined ? undefined : addressKey({ phone: data.phone });
  const known =
    (email === undefined ? undefined : consumers.findByEmail(tenant, email)) ??
    (phone === undefined ? undefined : consumers.findByAddress(tenant, phone));
  if (known !== undefined) return known.id;
  if ([email, phone].some((address) => address !== undefined && leavers.has(address))) return undefined;
  return consumers.create({ tenant, source: 'import', by, fields: { email, phone, fullName: data.fullName } })
    .id;
}
