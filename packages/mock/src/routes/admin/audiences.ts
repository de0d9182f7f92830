import { newAudience, type AudienceRow } from '../../audiences/audience-rows.js';
import { audienceStatus } from '../../audiences/audience-status.js';
import { describeAudience } from '../../audiences/describe-audience.js';
import { findAudience, findLiveAudience } from '../../audiences/find-audience.js';
import { syncAudience } from '../../audiences/sync-audience.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createAudiences } from '../../state/audiences.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { withDefaults } from '../../state/with-defaults.js';

/** The operations of this resource. */
type AdminAudienceOperation =
  `admin.audiences.${'list' | 'create' | 'get' | 'update' | 'archive' | 'count' | 'status' | 'sync'}`;

const sortKeys = {
  createdAt: (row: AudienceRow) => row.createdAt,
  name: (row: AudienceRow) => row.name,
  lastRefreshedAt: (row: AudienceRow) => row.lastRefreshedAt,
};

/** Where the members of an audience are counted from. */
const sources = { STATIC: 'members', DYNAMIC: 'rules', SYNCED_LIST: 'sync' } as const;

/** Sets of consumers that ways through an experience can be reserved for. */
export const adminAudienceHandlers: HandlersOf<AdminAudienceOperation> = {
  'admin.audiences.list': ({ context, principal: { tenant }, query }) => {
    const search = query.search?.toLowerCase() ?? '';
    const rows = context.use(createAudiences).rows.all(tenant);
    const wanted = rows.filter(({ name }) => name.toLowerCase().includes(search));
    const { data, pageInfo } = pageOfRows(wanted, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((row) => describeAudience(context, row)), pageInfo };
  },

  'admin.audiences.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { rules = [], ...fields } = body;
    if (rules.length > 0 && body.type !== 'DYNAMIC') {
      refuse('validation_error', 'Only a dynamic audience has rules.');
    }
    const audiences = context.use(createAudiences);
    const row = audiences.rows.insert(tenant, withDefaults(newAudience, fields), { by });
    for (const rule of rules) audiences.rules.insert(tenant, { ...rule, audienceId: row.id }, { by });
    return describeAudience(context, row);
  },

  'admin.audiences.get': ({ context, principal: { tenant }, params }) =>
    describeAudience(context, findAudience(context, { tenant, ...params })),

  'admin.audiences.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const row = findLiveAudience(context, { tenant, ...params });
    context.use(createAudiences).rows.update(row, body, by);
    return describeAudience(context, row);
  },

  'admin.audiences.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = findAudience(context, { tenant, ...params });
    context.use(createAudiences).rows.archive(row, by);
    return describeAudience(context, row);
  },

  'admin.audiences.count': ({ context, principal: { tenant }, params }) => {
    const row = findAudience(context, { tenant, ...params });
    const count = context.use(createAudiences).members(row).length;
    return { audienceId: row.id, count, source: sources[row.type] };
  },

  'admin.audiences.status': ({ context, principal: { tenant }, params }) =>
    audienceStatus(context, findAudience(context, { tenant, ...params })),

  'admin.audiences.sync': ({ context, principal: { tenant }, params }) => {
    const source = syncAudience(context, findLiveAudience(context, { tenant, ...params }));
    return { success: true, syncSourceId: source.id, status: 'PENDING' };
  },
};
