import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { honour } from './honour.ts';
import { tend } from './tend.ts';

/** Two shoppers come to a timed release: one buys, one gives back what was kept for them. */
export async function timedReleases(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const { sequenceId } = await stage.way('Timed release');
  const { id } = await server.admin.timedReleases.create({
    sequenceId,
    name: 'Drop',
    openAt: stage.inMinutes(1),
    supportsGuest: true,
  });
  const [ann, bob] = [await stage.guest(), await stage.guest()];
  await expect(ann.client.timedReleases.enter(id, {}, { maxRetries: 0 })).rejects.toMatchObject({
    code: 'not_open',
  });
  await platform.clock.advance('1m');
  for (const { client } of [ann, bob]) await client.timedReleases.enter(id);
  await ann.client.timedReleases.get(id);
  await bob.client.timedReleases.leave(id);

  const state = await ann.client.timedReleases.status(id);
  await honour(stage, { visitor: ann, distributionId: id, distributionType: 'timed_release', state });
  await tend(server.admin.timedReleases, { id, query: { sequenceId }, change: { name: 'Last drop' } });
}
