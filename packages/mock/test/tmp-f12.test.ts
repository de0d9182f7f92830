import { helpersOf, operationsInOrder } from './support/walk/in-order.js';
import { createMockPlatform } from '@fanfare/mock';
import { it } from 'vitest';
import { createWalker } from './support/walk/walker.js';
it('x', async () => {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', seed: 3 });
  const walker = createWalker({ platform, organization: platform.world.organizations[0] });
  await walker.stock();
  await checkBots(platform, walker);
  for (const row of operationsInOrder) {
    const seen = new Map<string, number>();
    let ok = false;
    for (let n = 0; n < 60 && !ok; n += 1) {
      if (n % 6 === 5) {
        for (const r of helpersOf(row)) await walker.take(r);
        await platform.clock.advance('2s');
      }
      const { status, body } = await walker.take(row);
      ok = status < 300;
      const b = body as any;
      const k =
        `${status} ${b?.error} ${b?.issues ? b.issues.map((i: any) => i.message).join() : b?.message}`.slice(
          0,
          130,
        );
      seen.set(k, (seen.get(k) ?? 0) + 1);
    }
    if (!ok) console.log(row.id, [...seen].map(([k, v]) => `\n   ${v} ${k}`).join(''));
  }
}, 60000);
/** Switches the bot check on in front of one of the sequences, for which there is no operation. */
async function checkBots(platform: any, { pool }: any): Promise<void> {
  const sequence = pool.pick('sequenceId', { number: 2, chosen: {} })?.value;
  await platform.fetch(`${platform.origin}/__mock/sequences/${sequence}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ botCheck: 'required' }),
  });
}
