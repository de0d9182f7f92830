import { authRoutes, headers as headerNames, queueRoutes, type AuthSession } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { onTestFinished, describe, expect, test } from 'vitest';
import type { Transport } from '../../src/transport/transport.js';
import { failureOf } from '../support/failure.js';
import { createTestTransport, waits } from '../support/test-transport.js';
import type { FakeClock } from '../support/fake-clock.js';

interface Shopper {
  readonly platform: MockPlatform;
  readonly transport: Transport;
  readonly clock: FakeClock;
  readonly queueId: string;
}

/** A guest in front of the queue of the first organization. */
async function startShopper(profile: 'full' | 'hosted'): Promise<Shopper> {
  const platform = createMockPlatform({ profile });
  onTestFinished(() => platform.close());
  const [organization] = platform.world.organizations;
  const credentials: Record<string, string> = {
    [headerNames.publishableKey]: organization.keys.test.publishable,
  };
  const { transport, clock } = createTestTransport(platform.origin, {
    fetch: (input, init) => platform.fetch(new Request(input, init)),
    prepare: () => credentials,
  });
  const { data } = await transport.send({ route: authRoutes.guest, body: {} });
  credentials[headerNames.authorization] = `Bearer ${(data as AuthSession).accessToken}`;
  return { platform, transport, clock, queueId: organization.queue.id };
}

describe.each(['full', 'hosted'] as const)('against the platform with the profile %s', (profile) => {
  test('F8: repeats an entry whose answer was lost after it took effect, and there is one', async () => {
    const { platform, transport, clock, queueId } = await startShopper(profile);
    platform.fault({ operation: 'queues.enter', times: 1, loseAnswer: true });

    const call = transport.send({ route: queueRoutes.enter, params: { queueId } });
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);

    expect(await call).toMatchObject({ status: 200, attempts: 2 });
    expect(platform.requests.filter(({ operation }) => operation === 'queues.enter')).toHaveLength(2);
    expect(platform.defects).toEqual([]);
  });

  test('says of an unknown queue that there is none', async () => {
    const { transport } = await startShopper(profile);
    const error = await failureOf(transport.send({ route: queueRoutes.get, params: { queueId: 'nowhere' } }));
    expect(error).toMatchObject({ name: 'NotFoundError', code: 'not_found', status: 404, attempts: 1 });
    expect(error.requestId).toBeTypeOf('string');
  });

  test('survives an answer that breaks off, a page of a proxy and a refusal with a wait', async () => {
    const { platform, transport, clock, queueId } = await startShopper(profile);
    const operation = 'queues.status';
    await transport.send({ route: queueRoutes.enter, params: { queueId } });
    platform.fault({ operation, times: 1, cutBody: true });
    platform.fault({ operation, times: 1, status: 502, body: '<html>', contentType: 'text/html' });

    const call = transport.send({ route: queueRoutes.status, params: { queueId } });
    await clock.untilTimer(waits.first);
    clock.advance(waits.first);
    await clock.untilTimer(waits.second);
    clock.advance(waits.second);
    expect((await call).attempts).toBe(3);

    platform.fault({ operation, times: 1, code: 'rate_limited', retryAfter: '3600' });
    const error = await failureOf(transport.send({ route: queueRoutes.status, params: { queueId } }));
    expect(error).toMatchObject({
      name: 'RateLimitError',
      code: 'rate_limited',
      retryAfterMs: 3_600_000,
      attempts: 1,
    });
  });
});
