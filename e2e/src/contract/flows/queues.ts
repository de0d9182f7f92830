import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { honour } from './honour.ts';
import { tend } from './tend.ts';

/** Two shoppers wait in a queue: one buys, one is turned away. */
export async function queues(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const { experienceId, sequenceId } = await stage.way('Queue');
  const settings = { sequenceId, name: 'Line', admitRate: 30, admissionExpirationSeconds: 600 };
  const { id } = await server.admin.queues.create({ ...settings, openAt: stage.inMinutes(-1) });
  const [ann, bob, cyd] = [await stage.guest(), await stage.guest(), await stage.guest()];
  for (const { client } of [ann, bob, cyd]) {
    await client.experiences.enter(experienceId);
    await client.experiences.route(experienceId);
    await client.queues.enter(id);
  }
  await ann.client.queues.get(id);
  await server.queues.deny(id, { consumerId: bob.consumerId, reason: 'BOT_DETECTED' });
  await cyd.client.queues.leave(id);
  await platform.clock.advance('2m');

  const state = await ann.client.queues.status(id);
  await honour(stage, { visitor: ann, distributionId: id, distributionType: 'queue', state });
  expect(await bob.client.queues.status(id)).toMatchObject({ status: 'DENIED' });
  expect(await ann.client.consumers.me()).toMatchObject({});
  await ann.client.experiences.leave(experienceId);
  await tend(server.admin.queues, { id, query: { sequenceId }, change: { admitRate: 60 } });
}
