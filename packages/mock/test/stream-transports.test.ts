import type { AuthSession } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { mswHandlers } from '@fanfare/mock/msw';
import { startMockServer } from '@fanfare/mock/server';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';
import { readStream } from './support/read-stream.js';

const undo: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});

/** Signs in, listens, enters, and hears of it. */
async function hear({ platform, send }: { platform: MockPlatform; send: typeof fetch }) {
  const [organization] = platform.world.organizations;
  const { publishable: pk } = organization.keys.test;
  const { call } = mockApi({ fetch: send, origin: platform.origin, clock: platform.clock });
  const { accessToken: token } = (await call<AuthSession>('auth.guest', { pk })).body;
  await call('experiences.enter', { pk, token, params: { experienceId: organization.experience.id } });
  const controller = new AbortController();
  const stream = readStream(
    await send(`${platform.origin}/consumer/api/events/stream`, {
      headers: { 'x-publishable-key': pk, authorization: `Bearer ${token}` },
      signal: controller.signal,
    }),
  );
  await stream.until(1);
  await call('queues.enter', { pk, token, params: { queueId: organization.queue.id } });
  const events = await stream.until(2);
  return { events, stream, controller };
}

describe('F14: the stream arrives as it happens', () => {
  it('in the process', async () => {
    const platform = createMockPlatform();
    const { events } = await hear({ platform, send: platform.fetch });

    expect(events.map(({ event }) => event)).toEqual(['state', 'journey']);
  });

  it('through MSW', async () => {
    const platform = createMockPlatform({ origin: 'https://api.fanfare.test' });
    const server = setupServer(...mswHandlers(platform));
    server.listen({ onUnhandledRequest: 'error' });
    undo.push(() => server.close());
    const { events, stream, controller } = await hear({
      platform,
      send: (input, init) => fetch(input, init),
    });
    // MSW keeps a copy of every answer, which goes on reading after a cancel: only the signal reaches the platform.
    controller.abort();
    await expect(stream.end()).rejects.toThrow('abort');

    expect(events.map(({ event }) => event)).toEqual(['state', 'journey']);
  });

  it('from a server, until that stops', async () => {
    const { platform, close } = await startMockServer();
    undo.push(close);
    const { events, stream, controller } = await hear({ platform, send: fetch });
    const other = await hear({ platform, send: fetch });
    controller.abort();
    await expect(stream.end()).rejects.toThrow('abort');
    await close();

    expect(events.map(({ event }) => event)).toEqual(['state', 'journey']);
    await expect(other.stream.end().catch(() => 'cut')).resolves.toBeDefined();
  });
});
