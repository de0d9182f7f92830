import type { CreateLoyaltyTiers } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createAudiences } from '../state/audiences.js';
import { newAudience, type AudienceRow, type GroupRow } from './audience-rows.js';
import { audiencesOf } from './describe-audience.js';
import { planTiers, type PlannedTier } from './plan-tiers.js';

/** What is written, and by whom. */
export interface TierChange {
  readonly attribute: CreateLoyaltyTiers['attribute'];
  readonly tiers: CreateLoyaltyTiers['tiers'];
  readonly by: string;
}

/**
 * Lays out tiers, to see that they can be.
 *
 * @throws {MockRefusal} `validation_error` where they overlap or are empty.
 */
export function guardTiers(change: Pick<TierChange, 'attribute' | 'tiers'>): readonly PlannedTier[] {
  const plan = planTiers(change);
  return 'problem' in plan ? refuse('validation_error', plan.problem) : plan.tiers;
}

/** Makes one audience of each tier; a tier keeps the audience that has its order, and audiences without one are archived. */
export function writeTiers(context: MockContext, group: GroupRow, change: TierChange): void {
  const { rows } = context.use(createAudiences);
  const tiers = guardTiers(change);
  const old = audiencesOf(context, group);
  for (const row of old) if (!tiers.some(({ order }) => order === row.order)) rows.archive(row, change.by);
  for (const tier of tiers) {
    const { name, iconName = null, order } = tier;
    const fields = { ...newAudience, type: 'DYNAMIC', groupId: group.id, name, iconName, order } as const;
    const known = old.find((row) => row.order === order);
    const row = known ?? rows.insert(group.tenant, fields, { by: change.by });
    writeRules(context, { row, tier, change, isNew: known === undefined });
  }
}

interface TierRules {
  readonly row: AudienceRow;
  readonly tier: PlannedTier;
  readonly change: TierChange;
  readonly isNew: boolean;
}

function writeRules(context: MockContext, { row, tier, change, isNew }: TierRules): void {
  const audiences = context.use(createAudiences);
  const { tenant, id: audienceId } = row;
  const { attribute, by } = change;
  for (const rule of audiences.rulesOf(row)) audiences.rules.remove(rule);
  const from = { audienceId, attribute, operator: 'GREATER_THAN_OR_EQUAL', value: tier.startValue } as const;
  audiences.rules.insert(tenant, from, { by });
  if (tier.endValue !== null) {
    audiences.rules.insert(
      tenant,
      { audienceId, attribute, operator: 'LESS_THAN', value: tier.endValue },
      { by },
    );
  }
  if (isNew) return;
  audiences.redefine(row, { by, patch: { name: tier.name, iconName: tier.iconName ?? null } });
}
