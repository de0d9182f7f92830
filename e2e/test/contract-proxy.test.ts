import { operationList } from '@fanfare/contract/operations';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWalker } from '../../packages/mock/test/support/walk/walker.js';
import { flows } from '../src/contract/flows/index.ts';
import { openStage, type OpenStage } from '../src/contract/stage.ts';
import { startValidatingProxy, type ValidatingProxy } from '../src/contract/validating-proxy.ts';

let mock: MockServer;
let proxy: ValidatingProxy;
let stages: readonly [OpenStage, OpenStage];
let before = 0;

beforeAll(async () => {
  const deliver = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));
  mock = await startMockServer({ deliver, withoutRateLimits: true });
  proxy = await startValidatingProxy(mock.url);
  const { platform } = mock;
  const [aurora, borealis] = platform.world.organizations;
  const stageOf = (shop: typeof aurora): OpenStage => openStage({ platform, url: proxy.url, shop });
  stages = [stageOf(aurora), stageOf(borealis)];
});
beforeEach(() => {
  before = proxy.exchanges.length;
});
afterAll(() => {
  for (const stage of stages) stage.close();
  return Promise.all([proxy.close(), mock.close()]);
});

/** What an independent reader of the OpenAPI document found wrong since the test began. */
function violations(): readonly string[] {
  const passed = proxy.exchanges.slice(before);
  expect(passed.length).toBeGreaterThan(0);
  return passed.flatMap(({ request, answer }) => [...request, ...answer]);
}

describe('F1, F12: what the SDKs and the platform say to each other fits the OpenAPI document', () => {
  it.each(Object.entries(flows))('while this goes on: %s', async (name, flow) => {
    // Who changes the key of an organization is alone there.
    await flow(stages[name === 'organization' ? 1 : 0]);

    expect(violations()).toEqual([]);
    expect(mock.platform.defects).toEqual([]);
  });

  it('while a journey leads from nothing to a grant', async () => {
    const [stage] = stages;
    stage.shop.queue.admitRate = 6_000;
    const { client } = await stage.guest();
    const journey = client.journeys.get(stage.shop.experience.id);

    await journey.enter();
    await vi.waitFor(() => expect(journey.view).toMatchObject({ phase: 'granted' }), {
      timeout: 20_000,
      interval: 50,
    });
    client.destroy();

    expect(violations()).toEqual([]);
  });

  it('while both are refused', async () => {
    const [{ server, guest }] = stages;
    const { client } = await guest();
    await expect(client.queues.get('queue_of_nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(server.admin.queues.get('queue_of_nobody')).rejects.toMatchObject({ code: 'not_found' });

    expect(violations()).toEqual([]);
  });

  it('in every operation that takes a credential: each was called by a method of an SDK, with success', () => {
    const callable = operationList.filter(({ auth }) => auth.flat().length > 0).map(({ id }) => id);
    const called = new Set(
      proxy.exchanges.filter(({ status }) => status < 300).map(({ operation }) => operation),
    );

    expect(callable.filter((id) => !called.has(id))).toEqual([]);
  });
});

describe('F12: a walk over all operations', () => {
  const rounds = Number(process.env['FANFARE_WALK_ROUNDS'] ?? 2);

  it(
    'gets no answer that is not described, and no consent to a request that is wrong',
    { timeout: 600_000 },
    async () => {
      const platform = { ...mock.platform, origin: proxy.url, fetch: globalThis.fetch };
      const walker = createWalker({ platform, organization: mock.platform.world.organizations[1] });
      for (let round = 0; round < rounds; round += 1) for (const row of operationList) await walker.take(row);

      const passed = proxy.exchanges.slice(before);

      expect(passed.flatMap(({ answer }) => answer)).toEqual([]);
      expect(passed.filter(({ request, status }) => request.length > 0 && status < 400)).toEqual([]);
      expect([...proxy.operations].sort()).toEqual(operationList.map(({ id }) => id).sort());
      expect(mock.platform.defects).toEqual([]);
    },
  );
});
