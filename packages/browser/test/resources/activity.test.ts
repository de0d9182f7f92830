import type { ActivityEvent } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import type { FanfareClientOptions } from '../../src/index.js';
import { openShop } from '../support/shop.js';

const item = { activityId: 'act_1', kind: 'entered', mechanism: 'queue', at: '2026-11-22T10:00:00.000Z' };
const counts = { entered: 1, joined_waitlist: 0, bid: 0, granted: 0, completed: 0 };
const feed = { experienceId: 'exp_1', activities: [item], counts };

/** A client whose platform answers everything about activity alike. */
function answered(answer: () => Response, given: Partial<FanfareClientOptions> = {}) {
  const asked: Request[] = [];
  const { client } = openShop().open('tab', {
    fetch: (input, init) => {
      asked.push(new Request(input, init));
      return Promise.resolve(answer());
    },
    ...given,
  });
  return { client, asked };
}

describe('activity', () => {
  it('reads a feed without a session', async () => {
    const { client, asked } = answered(() => Response.json(feed));

    expect(await client.activity.feed('exp_1', { limit: 5 })).toEqual(feed);
    expect(asked[0]?.url).toMatch(/\/experiences\/exp_1\/activity\?limit=5$/);
    expect(asked[0]?.headers.has('authorization')).toBe(false);
  });

  it('refuses a feed that is none', async () => {
    const { client } = answered(() => Response.json({ ...feed, activities: [{ ...item, at: 'today' }] }));

    await expect(client.activity.feed('exp_1')).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('F14: tells what happens, without a session', async () => {
    const body = `id: 3\nevent: feed\ndata: ${JSON.stringify(feed)}\n\nid: 4\nevent: activity\ndata: ${JSON.stringify(item)}\n\n`;
    const stream = { headers: { 'content-type': 'text/event-stream' } };
    const { client, asked } = answered(() => new Response(body, stream));
    const heard: [ActivityEvent['event'], string][] = [];
    const onEvent = ({ event }: ActivityEvent, id: string): void => void heard.push([event, id]);

    await client.activity.open('exp_1', { onEvent, lastEventId: '2', reconnect: false });

    expect(heard).toEqual([
      ['feed', '3'],
      ['activity', '4'],
    ]);
    expect(asked[0]?.headers.get('last-event-id')).toBe('2');
    expect(asked[0]?.headers.has('authorization')).toBe(false);
  });

  it('tracks with ids, which are made where there are none', async () => {
    const lost = Response.json({ error: 'service_unavailable' }, { status: 503 });
    const answers = [lost, Response.json({ counted: 2 })];
    const { client, asked } = answered(() => answers.shift() ?? Response.error());
    const events = [
      { type: 'impression', activityId: 'act_1' },
      { type: 'click', activityId: 'act_1', eventId: 'mine' },
    ] as const;
    await client.activity.track('exp_1', events, { maxRetries: 0 }).catch(() => undefined);

    const sent: unknown = await asked[0]?.json();
    expect(sent).toEqual({
      events: [{ ...events[0], eventId: expect.stringMatching(/^[\da-f-]{36}$/) as string }, events[1]],
    });
    expect(await client.activity.track('exp_1', events)).toEqual({ counted: 2 });
  });

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an empty list', []],
    ['too long a list', Array.from({ length: 101 }, () => ({ type: 'click', activityId: 'a' }))],
    ['another type', [{ type: 'purchase', activityId: 'a' }]],
    ['no id', [{ type: 'click' }]],
    ['a name that there is not', [{ type: 'click', activityId: 'a', email: 'x' }]],
  ])('refuses to track %s, before anything is sent', async (_, events) => {
    const { client, asked } = answered(() => Response.json({ counted: 1 }));

    await expect(client.activity.track('exp_1', events as [])).rejects.toMatchObject({
      code: 'invalid_request',
    });
    expect(asked).toEqual([]);
  });

  it('I5: tracks nothing before the shopper agreed, where that is asked for', async () => {
    const { client, asked } = answered(() => Response.json({ counted: 1 }), { requireConsent: true });
    const tracked = client.activity.track('exp_1', [{ type: 'click', activityId: 'a' }]);

    await expect(tracked).rejects.toMatchObject({ code: 'consent_required' });
    expect(asked).toEqual([]);
  });
});
