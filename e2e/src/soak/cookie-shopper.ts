import { setTimeout as pause } from 'node:timers/promises';
import { cookieMode, headers } from '@fanfare/contract';
import { openPage, type PageAnswer } from '../../../packages/node/test/sessions/support/shop-page.ts';
import type { Backend } from './backend.ts';
import type { Seeded } from './seeded.ts';
import type { Shopper } from './shopper.ts';
import { untilDone } from './until-done.ts';

/** Signs a guest in, in a page whose tokens the merchant's backend keeps, and puts them into the line. */
export async function openCookieShopper(options: {
  readonly baseUrl: string;
  readonly publishableKey: string;
  readonly queueId: string;
  readonly backend: Backend;
  readonly random: Seeded;
}): Promise<Shopper> {
  const { baseUrl, publishableKey, queueId, backend, random } = options;
  const page = openPage((request) => backend.answer(request));
  const consumerOf = ({ data }: PageAnswer): unknown =>
    (data['session'] as { readonly consumerId?: string } | undefined)?.consumerId; // as the contract has it
  const consumer = await untilDone(async () => {
    await page.ask('GET /session');
    const guest = consumerOf(await page.ask('POST /auth/guest'));
    if (guest === undefined) throw new Error('A shopper is not signed in.');
    return guest;
  });
  const ended: string[] = [];
  let calls = 0;
  let good = 0;

  /** Gets a token from the backend as the pages of the SDK do, and brings it to the platform. */
  const call = async (method: string, path: string): Promise<Record<string, unknown> | undefined> => {
    const told = await page.ask('POST /auth/refresh', { body: { after: -1 } });
    if (told.status === 401 || !page.cookies.has(cookieMode.sessionCookie)) {
      ended.push(`the session ended: ${told.text}`);
    }
    if (told.status !== 200) return undefined;
    if (consumerOf(told) !== consumer) ended.push('it became somebody else');
    const response = await fetch(`${baseUrl}/consumer/api${path}`, {
      method,
      headers: {
        [headers.publishableKey]: publishableKey,
        [headers.authorization]: `Bearer ${String(told.data['accessToken'])}`,
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(method !== 'GET' && { body: '{}' }),
      signal: AbortSignal.timeout(2_000),
    });
    const text = await response.text();
    return response.ok ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  };
  const status = (): Promise<Record<string, unknown> | undefined> => call('GET', `/queues/${queueId}/status`);
  await untilDone(async () => {
    await call('POST', `/queues/${queueId}/enter`);
    const begun = (await status())?.['status'];
    if (begun === undefined || begun === 'NOT_QUEUED') throw new Error('A shopper is not in the line.');
  });

  return {
    async live(signal) {
      while (!signal.aborted) {
        calls += 1;
        const answer = await status().catch(() => undefined);
        if (answer !== undefined) good += 1;
        await pause(random.whole(50, 400), undefined, { signal }).catch(() => {});
      }
    },
    async losses() {
      const now = await status();
      if (ended.length > 0) return ended;
      if (now === undefined) throw new Error('There was no answer.');
      return now['status'] === 'NOT_QUEUED' ? ['the place was lost'] : [];
    },
    get calls() {
      return calls;
    },
    get good() {
      return good;
    },
    destroy: () => {},
  };
}
