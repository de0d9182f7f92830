import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A shopper who listens, and a page that shows what happens around them. */
export async function streams({ guest, server, shop }: Stage): Promise<void> {
  const { id: experienceId } = shop.experience;
  await server.admin.experiences.update(experienceId, { activityFeed: true });
  const { client } = await guest();

  expect(await first((on) => client.events.open(on))).toBe('state');
  expect(await first((on) => client.activity.open(experienceId, on))).toBe('feed');
  await client.activity.feed(experienceId, { limit: 5 });
  await client.activity.track(experienceId, [{ type: 'click', activityId: 'act_of_nothing' }]);
}

interface Listening {
  readonly signal: AbortSignal;
  readonly onEvent: (told: { readonly event: string }) => void;
}

/** Listens until something is told. */
async function first(open: (listening: Listening) => Promise<void>): Promise<string | undefined> {
  const leaving = new AbortController();
  let heard: string | undefined;
  const onEvent: Listening['onEvent'] = ({ event }) => {
    heard ??= event;
    leaving.abort();
  };
  await expect(open({ signal: leaving.signal, onEvent })).rejects.toMatchObject({ code: 'aborted' });
  return heard;
}
