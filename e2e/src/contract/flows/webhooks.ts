import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A merchant has events delivered, looks at what became of them, and has them delivered again. */
export async function webhooks(stage: Stage): Promise<void> {
  const { server, platform, shop } = stage;
  const { webhooks: all } = server.admin;
  const url = 'https://shop.aurora.com/hooks';
  const { id } = await all.create({ url, events: ['queue.consumer.entered'] });
  await (await stage.guest()).client.queues.enter(shop.queue.id);
  await platform.clock.advance('1m');
  await all.test({ endpointId: id, eventType: 'queue.consumer.entered' });
  await all.update(id, { description: 'Orders' });
  await all.rollSecret(id, { overlapSeconds: 60 });
  const [delivery] = await all.deliveries.list(id, { first: 1 }).toArray({ limit: 10 });
  await all.deliveries.redeliver({ endpointId: id, deliveryId: delivery?.id ?? '' });
  await all.replay(id, { startTime: stage.inMinutes(-60), endTime: stage.inMinutes(0) });

  expect(await all.events({ first: 2, startTime: stage.inMinutes(-60) }).toArray({ limit: 5 })).not.toEqual(
    [],
  );
  expect(await all.get(id)).toMatchObject({ description: 'Orders' });
  expect((await all.list({ first: 1 }).toArray({ limit: 10 })).map((endpoint) => endpoint.id)).toContain(id);
  await all.archive(id);
}
