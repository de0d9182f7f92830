import type { MockContext } from '../context.js';
import type { Audiences } from '../state/audiences.js';
import { newAudience } from './audience-rows.js';

const segments = {
  CHAMPIONS: 'Champions',
  LOYAL: 'Loyal',
  AT_RISK: 'At risk',
  NEW: 'New',
  LOST: 'Lost',
} as const;
const modes = ['test', 'live'] as const;
const by = 'seed';

/** Gives every tenant the audiences by recency, frequency and money, which no operation makes. */
export function seedRfmGroups(
  { world }: MockContext,
  { rows, rules, groups }: Pick<Audiences, 'rows' | 'rules' | 'groups'>,
): void {
  for (const { id: organizationId, slug } of world.organizations) {
    for (const mode of modes) {
      const tenant = { organizationId, mode };
      const suffix = mode === 'live' ? `${slug}_live` : slug;
      const fields = { groupName: 'Recency, frequency, money', groupType: 'RFM', attribute: null } as const;
      const { id: groupId } = groups.insert(tenant, fields, { by, id: `grp_rfm_${suffix}` });
      for (const [segment, name] of Object.entries(segments)) {
        const id = `aud_${segment.toLowerCase()}_${suffix}`;
        rows.insert(tenant, { ...newAudience, name, type: 'DYNAMIC', groupId }, { by, id });
        const rule = { audienceId: id, attribute: 'rfmSegment', operator: 'EQUALS', value: segment } as const;
        rules.insert(tenant, rule, { by, id: `rule_${segment.toLowerCase()}_${suffix}` });
      }
    }
  }
}
