import { setTimeout as pause } from 'node:timers/promises';
import { FanfareClient, isFanfareError } from '@fanfare/browser';
import type { MockServer } from '@fanfare/mock/server';
import type { Seeded } from './seeded.ts';

/** A shopper who waits in a line, and what became of them. */
export interface Shopper {
  /** Goes on until the signal, whatever goes wrong. */
  live(signal: AbortSignal): Promise<void>;
  /** What was lost, in words; empty where nothing was. To be asked when the trouble is over. */
  losses(): Promise<readonly string[]>;
  readonly calls: number;
  destroy(): void;
}

/** What may happen to a call while everything goes wrong; none of it ends a session. */
const bearable: ReadonlySet<string> = new Set([
  'network_error',
  'timeout',
  'invalid_response',
  'rate_limited',
  'internal_error',
  'service_unavailable',
  'bad_gateway',
  'token_expired', // the clock was moved between the refresh and the one repetition
]);

/** Signs a guest in and puts them into the line. */
export async function openShopper(mock: MockServer, random: Seeded): Promise<Shopper> {
  const [{ keys, queue }] = mock.platform.world.organizations;
  const fanfare = new FanfareClient({
    publishableKey: keys.test.publishable,
    baseUrl: mock.url,
    store: 'memory',
    timeoutMs: 2_000,
  });
  const ended: string[] = [];
  const surprises: string[] = [];
  fanfare.on('auth:session-expired', () => void ended.push('the session ended'));
  fanfare.on('auth:logout', () => void ended.push('it was signed out'));
  const { consumer } = await fanfare.auth.guest();
  const begun = (await fanfare.queues.enter(queue.id)).status;
  let calls = 0;

  const acts = [
    () => fanfare.queues.status(queue.id),
    () => fanfare.queues.get(queue.id),
    () => fanfare.queues.enter(queue.id),
    () => fanfare.consumers.me(),
  ];
  return {
    async live(signal) {
      while (!signal.aborted) {
        calls += 1;
        await random
          .pick(acts)()
          .catch((error: unknown) => {
            const code = isFanfareError(error) ? error.code : String(error);
            if (!bearable.has(code)) surprises.push(code);
          });
        await pause(random.whole(50, 400), undefined, { signal }).catch(() => {});
      }
    },
    async losses() {
      const now = fanfare.auth.session;
      const status = await fanfare.queues.status(queue.id);
      return [
        ...ended,
        ...surprises.map((code) => `a call failed with ${code}`),
        ...(now.consumer?.consumerId === consumer?.consumerId ? [] : ['it became somebody else']),
        ...(status.status === 'NOT_QUEUED' ? [`the place was lost (it was ${begun})`] : []),
      ];
    },
    get calls() {
      return calls;
    },
    destroy: () => fanfare.destroy(),
  };
}
