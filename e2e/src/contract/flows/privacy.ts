import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A shopper decides, takes their data along, and goes. */
export async function privacy(stage: Stage): Promise<void> {
  const { client } = await stage.member('leaving@example.com');
  await client.consent.update({ version: '2026-11', analytics: true, marketing: false });
  expect(await client.consent.get()).toMatchObject({ analytics: { granted: true, version: '2026-11' } });
  const { id } = await client.consumers.requestExport();
  await stage.platform.clock.advance('5s');
  expect(await client.consumers.export(id)).toMatchObject({ status: 'COMPLETED' });
  await client.consumers.erase();
}
