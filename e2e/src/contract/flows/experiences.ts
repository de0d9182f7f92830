import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { tend } from './tend.ts';

/** An experience with its ways, its page and its announcement, as the merchant and a page see them. */
export async function experiences(stage: Stage): Promise<void> {
  const { admin } = stage.server;
  const { id: experienceId } = await admin.experiences.create({
    name: 'Everything',
    products: [{ productId: stage.shop.product.id, isPrimary: true }],
  });
  const { id: sequenceId } = await admin.sequences.create({ experienceId, name: 'For everybody' });
  const theme = { primary: '#112233', logoUrl: 'https://cdn.example/logo.svg' };
  const body = {
    schemaVersion: 1,
    kind: 'experience-page',
    editor: 'rich-content-v0',
    body: { blocks: [] },
  } as const;
  const page = { experienceId, slug: 'everything', title: 'Everything', creativeDocument: body };
  const { id: pageId } = await admin.experiencePages.create(page);
  await tend(admin.experiencePages, { id: pageId, query: { experienceId }, change: { title: 'All of it' } });
  await sequences(stage, sequenceId);
  await announcements(stage, experienceId);

  const client = stage.page();
  await client.auth.guest();
  await client.experiences.get(experienceId);
  await client.organizations.settings(stage.shop.id);
  await admin.experiences.metrics(experienceId);
  await tend(admin.sequences, { id: sequenceId, query: { experienceId }, change: { priority: 3 } });
  await tend(admin.experiences, { id: experienceId, query: { search: 'Everything' }, change: { theme } });
  const asked = [experienceId, stage.shop.experience.id];
  const { liveExperienceIds } = await client.experiences.archivedStatus(asked);
  expect(liveExperienceIds).toEqual([stage.shop.experience.id]);
}

async function sequences({ server, shop }: Stage, sequenceId: string): Promise<void> {
  const { sequences: all } = server.admin;
  const { id: productId } = shop.product;
  const ids = { sequenceId, productId };
  await all.products.add(sequenceId, { productId, weight: 1 });
  await all.products.update(ids, { weight: 2 });
  expect(await all.products.get(ids)).toMatchObject({ weight: 2 });
  await all.products.replace(sequenceId, { sequenceProducts: [{ productId, weight: 3 }] });
  expect(await all.products.list(sequenceId)).toHaveLength(1);

  const limit = { sequenceId, productId, maxQuantity: 2, timeWindowSeconds: 3600 };
  const { id: orderLimitId } = await all.orderLimits.create(sequenceId, {
    ...limit,
    timeWindowType: 'rolling',
  });
  await all.orderLimits.get({ sequenceId, orderLimitId });
  await all.orderLimits.update({ sequenceId, orderLimitId }, { maxQuantity: 1 });
  expect(await all.orderLimits.list(sequenceId)).toMatchObject([{ maxQuantity: 1 }]);
  await all.orderLimits.remove({ sequenceId, orderLimitId });
  await all.products.remove(ids);
  await all.metrics(sequenceId);
}

async function announcements(stage: Stage, experienceId: string): Promise<void> {
  const { admin } = stage.server;
  const { id } = await admin.announcements.create({
    experienceId,
    type: 'EMAIL',
    title: 'Soon',
    content: 'It begins.',
    timingStrategy: 'POINT_IN_TIME',
    scheduledAt: stage.inMinutes(30),
    link: 'https://shop.example/soon',
    imageUrl: 'https://cdn.example/soon.png',
    metadata: { email: { fromEmail: 'shop@example.com', replyToEmail: 'help@example.com' } },
  });
  expect(await admin.scheduledEvents.list({ first: 1 }).toArray({ limit: 100 })).not.toEqual([]);
  await tend(admin.announcements, { id, query: { experienceId }, change: { title: 'Very soon' } });
}
