import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A merchant brings consumers along, looks into them, ends their sessions, exports and erases them. */
export async function consumers(stage: Stage): Promise<void> {
  const { admin, consumers: known } = stage.server;
  const { shop, platform } = stage;
  const ann = await stage.member('ann@example.com');
  const { consumerId } = ann;
  await ann.client.queues.enter(shop.queue.id);
  await admin.consumers.createBatch({
    consumers: [
      { email: 'new@example.com', fullName: 'New Comer', phone: '+4930123456', metadata: { size: 42 } },
      { email: 'ann@example.com' },
    ],
  });
  const found = await admin.consumers.list({ first: 1, search: 'example.com' }).toArray({ limit: 50 });
  expect(found.map(({ id }) => id)).toContain(consumerId);
  await known.get(consumerId);
  await admin.consumers.get(consumerId);
  await admin.consumers.update(consumerId, { fullName: 'Ann Example', metadata: { vip: true } });
  await admin.consumers.distribution({ field: 'ltv', buckets: 4 });
  await admin.consumers.audiences(consumerId);
  expect((await admin.consumers.timeline(consumerId, { limit: 5 })).activities).not.toEqual([]);

  const { id: exportId } = await admin.consumers.exports.create(consumerId, { format: 'csv' });
  await platform.clock.advance('5s');
  await admin.consumers.exports.get({ consumerId, exportId });
  expect(await admin.consumers.exports.download({ consumerId, exportId })).toContain('ann@example.com');
  await sessions(stage, 'ann@example.com');
  await admin.consumers.erase(consumerId);
}

async function sessions(stage: Stage, email: string): Promise<void> {
  const { admin } = stage.server;
  const { consumerId, client } = await stage.member(email);
  const [session] = await admin.consumers.sessions.list(consumerId);
  await admin.consumers.sessions.revoke({ consumerId, sessionId: session?.id ?? '' });
  await admin.consumers.sessions.revokeAll(consumerId);
  await admin.consumers.resetMfa(consumerId);
  await expect(client.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
  expect(await admin.tokens.introspect({ token: 'a.token.of-nobody' })).toMatchObject({ active: false });
}
