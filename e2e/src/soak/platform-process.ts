// The mock platform in a process of its own: what it remembers and keeps open is then no part of what the SDKs are measured by.
import { startMockServer } from '@fanfare/mock/server';
import type { PlatformAnswers, PlatformCalls } from './platform-link.ts';

const { seed, accessTokenTtlSeconds, leewayMs } = JSON.parse(process.argv[2] ?? '{}'); // what its parent wrote
const mock = await startMockServer({
  seed,
  withoutRateLimits: true,
  settings: { accessTokenTtlSeconds, leewayMs, pollAfterMs: 500 },
});
const { platform } = mock;
const [{ id: organizationId, keys, queue }] = platform.world.organizations;
let lift: () => void = () => {};
const strikes = (): number => platform.faultLog.strikes.at(-1)?.seq ?? 0;

const answers: PlatformAnswers = {
  addEndpoint: ({ url, secret }) => platform.addWebhookEndpoint({ organizationId, url, secret }).id,
  fault(fault) {
    lift();
    lift = platform.fault(fault);
    return strikes();
  },
  strikes,
  lift() {
    lift();
    lift = () => {};
    return strikes();
  },
  async advance(ms) {
    await platform.clock.advance(ms);
  },
  leeway(ms) {
    platform.settings.leewayMs = ms;
  },
  async pending() {
    await platform.settle();
    return platform.deliveries.filter(({ status }) => status === 'pending').length;
  },
  told: (endpointId) => [
    ...new Set(platform.deliveries.filter((one) => one.endpointId === endpointId).map((one) => one.eventId)),
  ],
  defects: () => platform.defects,
};

process.on('message', ({ id, name, input }: PlatformCalls) => {
  const run = answers[name] as (input: unknown) => unknown; // its parent pairs them by type
  void (async () => run(input))().then((output) => process.send?.({ id, output }));
});
process.on('disconnect', () => process.exit());
process.send?.({
  url: mock.url,
  publishableKey: keys.test.publishable,
  secretKey: keys.test.secret,
  queueId: queue.id,
});
