import { setTimeout as pause } from 'node:timers/promises';
import { FanfareClient, isFanfareError, type FanfareClientOptions } from '@fanfare/browser';
import type { Seeded } from './seeded.ts';
import type { Shopper } from './shopper.ts';
import { untilDone } from './until-done.ts';

/** What may happen to a call while everything goes wrong; none of it ends a session. */
const bearable: ReadonlySet<string> = new Set([
  'network_error',
  'timeout',
  'invalid_response',
  'rate_limited',
  'internal_error',
  'service_unavailable',
  'bad_gateway',
  'token_expired', // the clock leapt between the refresh and the one repetition
]);

/** Signs a guest in, in a page that keeps its tokens itself, and puts them into the line. */
export async function openPageShopper(options: {
  readonly baseUrl: string;
  readonly publishableKey: FanfareClientOptions['publishableKey'];
  readonly queueId: string;
  readonly clock: NonNullable<FanfareClientOptions['clock']>;
  readonly random: Seeded;
}): Promise<Shopper> {
  const { queueId, random, ...given } = options;
  const fanfare = new FanfareClient({ ...given, store: 'memory', timeoutMs: 2_000 });
  const ended: string[] = [];
  const surprises: string[] = [];
  fanfare.on('auth:session-expired', () => void ended.push('the session ended'));
  fanfare.on('auth:logout', () => void ended.push('it was signed out'));
  const { consumer } = await untilDone(() => fanfare.auth.guest());
  const begun = (await untilDone(() => fanfare.queues.enter(queueId))).status;
  let calls = 0;
  let good = 0;

  const acts = [
    () => fanfare.queues.status(queueId),
    () => fanfare.queues.get(queueId),
    () => fanfare.queues.enter(queueId),
    () => fanfare.consumers.me(),
  ];
  return {
    async live(signal) {
      while (!signal.aborted) {
        calls += 1;
        try {
          await random.pick(acts)();
          good += 1;
        } catch (error) {
          const code = isFanfareError(error) ? error.code : String(error);
          if (!bearable.has(code)) surprises.push(code);
        }
        await pause(random.whole(50, 400), undefined, { signal }).catch(() => {});
      }
    },
    async losses() {
      const now = fanfare.auth.session;
      const status = await fanfare.queues.status(queueId);
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
    get good() {
      return good;
    },
    destroy: () => fanfare.destroy(),
  };
}
