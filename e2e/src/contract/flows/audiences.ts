import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { tend } from './tend.ts';

/** Audiences of every kind: by hand, by rules, from a file, from a tool, and by tiers. */
export async function audiences(stage: Stage): Promise<void> {
  await byHand(stage);
  await byRules(stage);
  await fromTools(stage);
  await byTiers(stage);
}

async function byHand({ server, guest }: Stage): Promise<void> {
  const { audiences: all } = server.admin;
  const { id } = await all.create({ name: 'Friends', type: 'STATIC', metadata: { since: 2026 } });
  const { consumerId } = await guest();
  await all.members.add(id, { consumerIds: [consumerId] });
  expect(await all.members.list(id, { first: 1 }).toArray({ limit: 5 })).toMatchObject([{ consumerId }]);
  expect(await server.admin.consumers.audiences(consumerId)).toHaveLength(1);
  await all.imports.create(id, { fileName: 'friends.csv', contentType: 'text/csv', sizeBytes: 12 });
  expect(await all.imports.list(id)).toHaveLength(1);
  await tend(all, { id, query: { search: 'Friends' }, change: { description: 'Of the house' } });
}

async function byRules({ server }: Stage): Promise<void> {
  const { audiences: all } = server.admin;
  const rule = { attribute: 'isGuest', operator: 'EQUALS', value: true } as const;
  const { id: audienceId } = await all.create({ name: 'Guests', type: 'DYNAMIC', rules: [rule] });
  const { id: ruleId } = await all.rules.create(audienceId, { ...rule, value: false });
  await all.rules.get({ audienceId, ruleId });
  await all.rules.update({ audienceId, ruleId }, { ...rule, operator: 'NOT_EQUALS' });
  await all.rules.remove({ audienceId, ruleId });
  await all.rules.replace(audienceId, {
    rules: [rule, { attribute: 'createdAt', operator: 'GREATER_THAN', value: '2026-01-01T00:00:00.000Z' }],
  });
  expect(await all.rules.list(audienceId)).toHaveLength(2);
  expect((await all.count(audienceId)).count).toBeGreaterThan(0);
}

async function fromTools({ server, platform }: Stage): Promise<void> {
  const { audiences: all } = server.admin;
  const { imported } = await all.importFromKlaviyo({ listIds: ['kl_vip', 'kl_of_nobody'] });
  await all.importFromMailchimp({ listIds: ['mc_collectors'] });
  await all.importFromSendgrid({ listIds: ['sg_launches'] });
  await platform.clock.advance('1m');
  const audienceId = imported[0]?.audienceId ?? '';
  expect(await all.status(audienceId)).toMatchObject({ syncStatus: 'SUCCESS' });
  await all.sync(audienceId);
  await platform.clock.advance('1m');
}

async function byTiers({ server }: Stage): Promise<void> {
  const { audiences: all } = server.admin;
  const tiers = [
    { name: 'Bronze', startValue: 0, order: 0 },
    { name: 'Gold', startValue: 200, order: 1 },
  ];
  const { id } = await all.loyaltyTiers.create({ groupName: 'Club', attribute: 'loyaltyBalance', tiers });
  await all.loyaltyTiers.update(id, { groupName: 'The club' });
  expect(await all.groups.get(id)).toMatchObject({ groupName: 'The club' });
  await all.groups.members(id, { first: 2 }).toArray({ limit: 5 });
  await all.groups.archive(id);
}
