import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import type { ConsumerId, StreamEvent } from '@fanfare/contract';
import { operations } from '@fanfare/contract/operations';
import { createActivityFeeds } from '../src/activity/activity-feeds.js';
import { streamActivity } from '../src/activity/stream-activity.js';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { createExperienceTree } from '../src/state/experience-tree.js';
import { createConsumerChannels } from '../src/streams/consumer-channels.js';
import { createOpenStreams } from '../src/streams/open-streams.js';
import { streamAnswer } from '../src/streams/stream-answer.js';
import { start } from './support/open-shop.js';

const times = 1_000;

function openStreams() {
  const { context } = createContext(resolveOptions({ now: start }));
  const [organization] = context.world.organizations;
  const tenant = { organizationId: organization.id, mode: 'test' } as const;
  const channels = context.use(createConsumerChannels);
  const principal = { kind: 'publishable', tenant } as const;

  function connect(name: string, signal: AbortSignal): Response {
    const shopper = { tenant, consumerId: name as ConsumerId }; // whoever: nobody has to know them
    return streamAnswer((sink) => channels.join({ shopper, sink, lastEventId: null }), {
      operation: operations.events.stream,
      context,
      principal,
      strict: true,
      request: { method: 'GET', signal },
      headers: new Headers(),
    });
  }
  return { context, channels, connect, streams: context.use(createOpenStreams) };
}

describe('F14: clients that go away', () => {
  it('leave no listener behind after a thousand times, however they go', async () => {
    const { context, channels, connect, streams } = openStreams();
    const listeners = new Set<unknown>();
    const { signal: never } = new AbortController();
    const { addEventListener, removeEventListener } = never;
    never.addEventListener = (name: string, run: unknown, options?: AddEventListenerOptions) => {
      listeners.add(run);
      addEventListener.call(never, name, run as EventListener, options);
    };
    never.removeEventListener = (name: string, run: unknown) => {
      listeners.delete(run);
      removeEventListener.call(never, name, run as EventListener);
    };

    for (let time = 0; time < times; time += 1) {
      const controller = new AbortController();
      const byAbort = connect('cons_a', controller.signal);
      const byCancel = connect(`cons_${String(time % 7)}`, never);
      expect(streams.count).toBe(2);
      controller.abort(new Error('gone'));
      await expect(byAbort.text()).rejects.toThrow('gone');
      await byCancel.body?.cancel();
    }

    expect([streams.count, channels.listeners, listeners.size, channels.channels]).toEqual([0, 0, 0, 8]);
    await context.clock.advance('1h');
    expect(channels.channels).toBe(0);
  });

  it('leave no listener at a feed of activity either', async () => {
    const { context, streams } = openStreams();
    const [{ id: organizationId, experience }] = context.world.organizations;
    const row = context
      .use(createExperienceTree)
      .experiences.live({ organizationId, mode: 'test' }, experience.id);
    if (row === undefined) throw new Error('The seeded experience is gone.');
    const feeds = context.use(createActivityFeeds);
    for (let time = 0; time < times; time += 1) {
      const answer = streamAnswer(streamActivity(context, { experience: row, lastEventId: null }), {
        operation: operations.activity.stream,
        context,
        principal: { kind: 'anonymous' },
        strict: true,
        request: { method: 'GET', signal: new AbortController().signal },
        headers: new Headers(),
      });
      expect(feeds.listeners).toBe(1);
      await answer.body?.cancel();
    }

    expect([feeds.listeners, streams.count]).toEqual([0, 0]);
  });

  it('are cut off, and not waited for, where they read nothing', async () => {
    const { context, channels, connect, streams } = openStreams();
    const { signal } = new AbortController();
    const sent: StreamEvent = { event: 'token_expired', data: {} };
    let send: ((event: StreamEvent) => void) | undefined;
    const slow = streamAnswer(
      (sink) => {
        send = (event) => sink.send(event);
        return () => undefined;
      },
      {
        operation: operations.events.stream,
        context,
        principal: { kind: 'anonymous' },
        strict: true,
        request: { method: 'GET', signal },
        headers: new Headers(),
      },
    );
    connect('cons_a', signal);
    for (let event = 0; event < 40_000; event += 1) send?.(sent);

    expect([streams.count, channels.listeners]).toEqual([1, 1]);
    await expect(slow.text()).rejects.toThrow('too slow');
  });

  it('that gave up before the answer came leave nothing either', async () => {
    const platform = createMockPlatform({ now: start });
    const controller = new AbortController();
    const answer = platform.fetch(`${platform.origin}/consumer/api/events/stream`, {
      signal: controller.signal,
    });
    controller.abort(new Error('gone'));

    await expect(answer).rejects.toThrow('gone');
    expect(platform.defects).toEqual([]);
  });

  it('are told nothing that is not in the contract: that is a defect', async () => {
    const { context } = openStreams();
    const wrong = { event: 'state', data: { active: 'nothing' } };
    const answer = streamAnswer(
      (sink) => {
        sink.send(wrong);
        return () => undefined;
      },
      {
        operation: operations.events.stream,
        context,
        principal: { kind: 'anonymous' },
        strict: true,
        request: { method: 'GET', signal: new AbortController().signal },
        headers: new Headers(),
      },
    );

    await expect(answer.text()).rejects.toThrow('an event of events.stream does not fit the contract');
  });
});
