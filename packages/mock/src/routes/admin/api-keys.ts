import type { CreatedApiKey } from '@fanfare/contract/admin';
import { describeApiKey } from '../../access/describe-keys.js';
import { guardKeyGift } from '../../access/guard-gift.js';
import { guardLimits } from '../../access/guard-limits.js';
import { newLife, newRights } from '../../access/new-rights.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createApiKeys, type ApiKeyRow, type IssuedKey } from '../../state/api-keys.js';
import { createCursors } from '../../state/cursors.js';
import { pageOfRows } from '../../state/page.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type ApiKeyOperation = `admin.apiKeys.${'list' | 'create' | 'roll' | 'revoke'}`;

const none = { scopes: [], allowedIps: [], memberId: null } as const;

/** The keys of an organization. */
export const adminApiKeyHandlers: HandlersOf<ApiKeyOperation> = {
  'admin.apiKeys.list': ({ context, principal: { tenant }, query }) => {
    const now = context.clock.now();
    const rows = context.use(createApiKeys).working(tenant);
    const { data, pageInfo } = pageOfRows(
      rows.filter(({ kind }) => query.kind === undefined || query.kind === kind),
      {
        query,
        sortKeys: { createdAt: (row) => row.createdAt, name: (row) => row.name },
        cursors: context.use(createCursors).of(tenant),
      },
    );
    return { data: data.map((row) => describeApiKey(row, now)), pageInfo };
  },

  'admin.apiKeys.create': ({ context, principal, body }) => {
    const { tenant, keyId: by } = principal;
    const rights =
      body.kind === 'secret'
        ? { ...newRights({ context, principal }, body), allowedOrigins: null }
        : { ...newLife({ context }, body), ...none, allowedOrigins: body.allowedOrigins ?? null };
    const settings = { ...rights, kind: body.kind, isOwn: false };
    return shown(context.use(createApiKeys).create(tenant, settings, by), context);
  },

  'admin.apiKeys.roll': ({ context, principal, params, body: { overlapSeconds } }) => {
    const row = findWorking(context, principal.tenant, params.apiKeyId);
    if (row.kind === 'secret') {
      guardKeyGift({ context, principal }, row);
      guardLimits({ principal }, row);
    }
    if (row.successorId !== null) refuse('conflict', 'The key was rolled already.');
    const roll = { overlapMs: overlapSeconds * 1000, by: principal.keyId };
    return shown(context.use(createApiKeys).roll(row, roll), context);
  },

  'admin.apiKeys.revoke': ({ context, principal, params }) => {
    const { tenant, keyId: by } = principal;
    const row = findWorking(context, tenant, params.apiKeyId);
    // Whoever could not make a key cannot take it away from those who could.
    if (row.kind === 'secret') guardKeyGift({ context, principal }, row);
    if (row.signing?.keyId === by)
      refuse('conflict', 'The key that signs a call cannot end itself; roll it.');
    if (row.isOwn) refuse('conflict', 'The organization goes by this key; rotate or roll it.');
    context.use(createApiKeys).table.archive(row, by);
    return describeApiKey(row, context.clock.now());
  },
};

function shown({ row, key }: IssuedKey, { clock }: MockContext): CreatedApiKey {
  return { ...describeApiKey(row, clock.now()), key };
}

function findWorking(context: MockContext, tenant: Tenant, id: string): ApiKeyRow {
  const row = context
    .use(createApiKeys)
    .working(tenant)
    .find((each) => each.id === id);
  return row ?? refuse('not_found', 'There is no such key.');
}
