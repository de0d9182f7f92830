import { operationList } from '@fanfare/contract/operations';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyWebhook } from '@fanfare/node/webhooks';
import { flows } from '../src/contract/flows/index.ts';
import { openStage, type OpenStage } from '../src/contract/stage.ts';
import { ways } from '../src/versions/journeys.ts';

/** What each status is to an SDK, whatever code comes with it. */
const classes = {
  400: 'RequestError',
  403: 'PermissionError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'ConflictError',
  500: 'ServerError',
};

describe.each(['next', 'previous'] as const)('N12: these SDKs at the %s platform', (platformVersion) => {
  let mock: MockServer;
  let stages: readonly [OpenStage, OpenStage];
  const url = 'https://hooks.aurora.com/';
  let secret = '';
  const delivered: Request[] = [];

  beforeAll(async () => {
    const deliver: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url === url) delivered.push(request);
      return new Response(null, { status: 204 });
    };
    mock = await startMockServer({ deliver, withoutRateLimits: true, settings: { platformVersion } });
    const [aurora, borealis] = mock.platform.world.organizations;
    ({ secret } = mock.platform.addWebhookEndpoint({ organizationId: aurora.id, url }));
    const stageOf = (shop: typeof aurora): OpenStage =>
      openStage({ platform: mock.platform, url: mock.url, shop });
    stages = [stageOf(aurora), stageOf(borealis)];
  });
  afterAll(() => {
    for (const stage of stages) stage.close();
    return mock.close();
  });

  it.each(Object.entries(flows))('go through this to its end: %s', async (name, flow) => {
    await flow(stages[name === 'organization' ? 1 : 0]);

    expect(mock.platform.defects).toEqual([]);
  });

  it.each(Object.entries(ways))('take a journey to its end: %s', async (name, way) => {
    const [stage] = stages;
    const { experienceId, sequenceId } = await stage.way(name);
    await way.offer(stage, sequenceId);
    const { client } = await stage.guest();
    const journey = client.journeys.get(experienceId);
    const stop = journey.subscribe(() => undefined);
    await journey.start();
    if (name !== 'appointment') await journey.enter();
    await way.act?.(journey.view, stage);
    await stage.platform.clock.advance(way.takes);
    await vi.waitFor(async () => expect(await journey.refresh()).toMatchObject({ phase: way.end }), {
      timeout: 30_000,
      interval: 100,
    });
    stop();
    client.destroy();
  });

  it('are refused with codes that nobody knows: each says what it means by its status', async () => {
    const [stage] = stages;
    const { client } = await stage.guest();
    for (const [status, name] of Object.entries(classes)) {
      const refusal = { status: Number(status), contentType: 'application/json', times: 1 } as const;
      const body = JSON.stringify({ error: 'season_pass_required', message: 'Only with a season pass.' });
      const expected = { name, code: 'season_pass_required', status: Number(status) };
      stage.platform.fault({ ...refusal, body, operation: 'queues.get' });
      await expect(client.queues.get(stage.shop.queue.id, { maxRetries: 0 })).rejects.toMatchObject(expected);
      stage.platform.fault({ ...refusal, body, operation: 'admin.queues.get' });
      const asked = stage.server.admin.queues.get(stage.shop.queue.id, { maxRetries: 0 });
      await expect(asked).rejects.toMatchObject(expected);
    }
    expect(client.auth.session.signedIn).toBe(true);
  });

  it('take every webhook, and call unknown what they do not know', async () => {
    const types = new Set<string>();
    for (const request of delivered.splice(0)) {
      const at = Number(request.headers.get('x-fanfare-timestamp')) * 1_000;
      const payload = new Uint8Array(await request.arrayBuffer());
      const { type } = await verifyWebhook({
        ...{ payload, headers: request.headers, secrets: [secret] },
        clock: { now: () => at, setTimeout: () => () => undefined },
      });
      types.add(type);
    }

    expect(types).toContain('queue.consumer.entered');
    expect(types.has('unknown')).toBe(platformVersion === 'next');
  });

  it('called every operation that takes a credential, and understood an answer of each', () => {
    const callable = operationList.filter(({ auth }) => auth.flat().length > 0).map(({ id }) => id);
    const answered = mock.platform.requests.filter(({ status = 0 }) => status >= 200 && status < 300);
    const called = new Set<string | undefined>(answered.map(({ operation }) => operation));

    expect(callable.filter((id) => !called.has(id))).toEqual([]);
  });
});
