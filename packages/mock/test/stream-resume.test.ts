import { describe, expect, it } from 'vitest';
import { openShop } from './support/open-shop.js';
import { countIn, readStream, type ReadEvent, type StreamReader } from './support/read-stream.js';

/** A shopper to whom four things happened while nobody listened. */
async function openPast() {
  const shop = openShop();
  const { platform, queueId, experienceId, organization } = shop;
  const shopper = await shop.guest();
  await shopper.call('POST', `/experiences/${experienceId}/enter`);

  const listen = async (lastEventId: string): Promise<StreamReader> =>
    readStream(
      await platform.fetch(`${platform.origin}/consumer/api/events/stream`, {
        headers: {
          'x-publishable-key': organization.keys.test.publishable,
          authorization: `Bearer ${shopper.accessToken}`,
          'last-event-id': lastEventId,
        },
      }),
    );
  const fresh = await listen('');
  const [{ id: begun = '' } = {}] = await fresh.until(1);
  await fresh.leave();
  for (const step of ['enter', 'leave', 'enter']) {
    await shopper.call('POST', `/queues/${queueId}/${step}`);
    await platform.settle();
  }
  await shop.merchant('POST', `/queues/${queueId}/admit`, { consumerId: shopper.consumerId });
  await platform.settle();
  return { platform, listen, begun };
}

const idsOf = (events: readonly ReadEvent[]): (string | undefined)[] => events.map(countIn);
const whole = ['1', '2', '3', '4'];

describe('F14: a connection that is cut at every third byte', () => {
  it('loses no event and doubles none, for who comes back with the last id', async () => {
    const { platform, listen, begun } = await openPast();
    const first = await listen(begun);
    await first.until(whole.length);
    const length = Buffer.byteLength(first.text);
    await first.leave();

    for (let byte = 1; byte < length; byte += 3) {
      const undo = platform.fault({ operation: 'events.stream', cutBodyAt: byte, times: 1 });
      const cut = await listen(begun);
      await expect(cut.end()).rejects.toThrow('terminated');
      undo();
      const before = idsOf(cut.events);
      const again = await listen(cut.events.at(-1)?.id ?? begun);
      const after = idsOf(await again.until(whole.length - before.length));
      await again.leave();

      expect([byte, ...before, ...after]).toEqual([byte, ...whole]);
    }
    expect(platform.defects).toEqual([]);
  }, 120_000);
});
