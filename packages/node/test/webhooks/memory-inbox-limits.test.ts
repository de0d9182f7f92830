import { memoryInbox } from '@fanfare/node/webhooks';
import { describe, expect, it } from 'vitest';
import { fakeClock } from './support/fake-clock.js';

const day = 86_400_000;
const claim = (key: string, owner = 'one') => ({ key, owner });

describe('H4: what a memoryInbox forgets, and when', () => {
  it('how often a failed event was tried, after its retention and not before', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock });
    await inbox.claim(claim('a'), 1_000);
    await inbox.release(claim('a'));

    await clock.advance(7 * day - 1);
    expect(await inbox.claim(claim('a'), 1_000)).toEqual({ state: 'fresh', attempt: 2 });
    await inbox.release(claim('a'));
    await clock.advance(7 * day);
    await inbox.claim(claim('b'), 1_000); // makes room

    expect(await inbox.claim(claim('a'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
  });

  it('nothing of one that is held beyond its retention', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock });
    await inbox.claim(claim('a'), 9 * day);

    await clock.advance(8 * day);
    await inbox.claim(claim('b'), 1_000);

    expect(await inbox.claim(claim('a', 'two'), 1_000)).toMatchObject({
      state: 'in_flight',
      retryAfterMs: day,
    });
    expect(await inbox.complete(claim('a'))).toBe(true);
  });

  it('in the order of the last claim, so that one that is tried again is not in the way of others', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock });
    for (const key of ['a', 'b']) {
      await inbox.claim(claim(key), 1_000);
      await inbox.release(claim(key));
    }
    await clock.advance(6 * day);
    await inbox.claim(claim('a'), 1_000);
    await inbox.release(claim('a'));
    await clock.advance(day);
    await inbox.claim(claim('c'), 1_000); // makes room: only b is over

    expect(await inbox.claim(claim('a'), 1_000)).toEqual({ state: 'fresh', attempt: 3 });
    expect(await inbox.claim(claim('b'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
  });

  it('a lease that runs out at this very moment', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock, maxEntries: 1 });
    await inbox.claim(claim('a'), 1_000);

    await clock.advance(999);
    await expect(inbox.claim(claim('b'), 1_000)).rejects.toMatchObject({ retryable: true });
    await clock.advance(1);

    expect(await inbox.claim(claim('b'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
  });

  it('nothing for the sake of what is claimed again', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock, maxEntries: 1 });
    await inbox.claim(claim('a'), 1_000);
    await clock.advance(1_000);

    expect(await inbox.claim(claim('a'), 1_000)).toEqual({ state: 'fresh', attempt: 2 });
  });

  it('the event that was completed longest ago, also where that one was completed before', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock, maxEntries: 2 });
    const complete = async (key: string): Promise<void> => {
      await inbox.claim(claim(key), 1_000);
      await inbox.complete(claim(key));
    };
    await complete('a');
    await clock.advance(8 * day);
    await complete('b');
    await complete('a');
    await complete('c'); // there is room for two

    expect(await inbox.claim(claim('a', 'two'), 1_000)).toEqual({ state: 'done' });
  });

  it('nothing, and says how to have more room, where all of it is held', async () => {
    const inbox = memoryInbox({ clock: fakeClock(), maxEntries: 1 });
    await inbox.claim(claim('a'), 1_000);

    await expect(inbox.claim(claim('b'), 1_000)).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringMatching(/handles 1 events at once\. Raise `maxEntries`/) as string,
    });
  });

  it('says of an option that there is not whose option it would be', () => {
    expect(() => memoryInbox({ retention: 1 } as object)).toThrow(/memoryInbox/);
  });
});
