import type { ConsumerId } from '@fanfare/contract';
import type {
  AudienceFields,
  AudienceRow,
  GroupFields,
  ImportFields,
  RuleFields,
  RuleRow,
} from '../audiences/audience-rows.js';
import { createMemberLists } from '../audiences/member-lists.js';
import { rulesHold } from '../audiences/rule-holds.js';
import { seedRfmGroups } from '../audiences/seed-rfm-groups.js';
import { consumerAttributes } from '../consumers/consumer-attributes.js';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createActivityLog } from './activity-log.js';
import { createConsumers, type Consumer } from './consumers.js';
import { createTable, type Patch, type Table } from './table.js';

/** A consumer in an audience. */
export interface Member {
  readonly audience: AudienceRow;
  readonly consumer: Consumer;
  /** Milliseconds since the epoch; `null` where rules found them. */
  readonly addedAt: number | null;
}

/** The audiences of all tenants. */
export interface Audiences {
  readonly rows: Table<AudienceFields>;
  readonly rules: Table<RuleFields>;
  readonly groups: Table<GroupFields>;
  readonly imports: Table<ImportFields>;
  /** Tells whether a consumer belongs to an audience now; nobody belongs to one that is archived or unknown. */
  isMember(tenant: Tenant, audienceId: string, consumerId: ConsumerId): boolean;
  /** The audiences that a consumer belongs to, the oldest first. */
  of(consumer: Consumer): readonly AudienceRow[];
  /** The rules of an audience, in the order in which they were made. */
  rulesOf(audience: AudienceRow): readonly RuleRow[];
  /** Who belongs to an audience now. */
  members(audience: AudienceRow): readonly Member[];
  /** Changes an audience so that others may belong to it. */
  redefine(
    audience: AudienceRow,
    change: { readonly by: string; readonly patch?: Patch<AudienceFields> },
  ): void;
  /** Something happened since the audience was last evaluated as a whole. */
  isOutdated(audience: AudienceRow): boolean;
}

/** Makes the audiences of a platform: each tenant has a group of them by recency, frequency and money. */
export function createAudiences(context: MockContext): Audiences {
  const consumers = context.use(createConsumers);
  const activity = context.use(createActivityLog);
  const lists = context.use(createMemberLists);
  const rows = createTable<AudienceFields>(context, 'aud');
  const rules = createTable<RuleFields>(context, 'rule');
  const groups = createTable<GroupFields>(context, 'grp');
  const imports = createTable<ImportFields>(context, 'imp');
  const evaluated = new Map<string, number>();
  seedRfmGroups(context, { rows, rules, groups });

  const rulesOf = ({ tenant, id }: AudienceRow): readonly RuleRow[] =>
    rules.all(tenant).filter(({ audienceId }) => audienceId === id);
  const revision = ({ tenant, version }: AudienceRow): number =>
    consumers.revision(tenant) + activity.all(tenant).length + version;

  function holds(audience: AudienceRow, consumer: Consumer): boolean {
    if (consumer.archived) return false;
    if (audience.type !== 'DYNAMIC') return lists.of(audience).has(consumer.id);
    return isFound(consumer, rulesOf(audience));
  }

  function isFound(consumer: Consumer, wanted: readonly RuleRow[]): boolean {
    const names = wanted.map(({ attribute }) => attribute);
    return rulesHold(wanted, consumerAttributes(context, { consumer, names }));
  }

  function found(audience: AudienceRow): readonly Member[] {
    const all = rulesOf(audience);
    return consumers
      .all(audience.tenant)
      .filter((consumer) => isFound(consumer, all))
      .map((consumer) => ({ audience, consumer, addedAt: null }));
  }

  function listed(audience: AudienceRow): readonly Member[] {
    return [...lists.of(audience)].flatMap(([id, addedAt]) => {
      const consumer = consumers.find(audience.tenant, id);
      return consumer?.archived === false ? [{ audience, consumer, addedAt }] : [];
    });
  }

  return {
    rows,
    rules,
    groups,
    imports,
    isMember(tenant, audienceId, consumerId) {
      const audience = rows.live(tenant, audienceId);
      const consumer = consumers.find(tenant, consumerId);
      return audience !== undefined && consumer !== undefined && holds(audience, consumer);
    },
    of: (consumer) => rows.all(consumer.tenant).filter((audience) => holds(audience, consumer)),
    rulesOf,
    members(audience) {
      if (audience.archived) return [];
      if (audience.type !== 'DYNAMIC') return listed(audience);
      audience.lastRefreshedAt = context.clock.now();
      evaluated.set(audience.id, revision(audience));
      return found(audience);
    },
    redefine(audience, { by, patch }) {
      const lastRefreshedAt = audience.type === 'DYNAMIC' ? undefined : context.clock.now();
      rows.update(audience, { lastRefreshedAt, ...patch, version: audience.version + 1 }, by);
    },
    isOutdated: (audience) => evaluated.get(audience.id) !== revision(audience),
  };
}
