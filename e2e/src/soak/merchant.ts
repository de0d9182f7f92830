import { setTimeout as pause } from 'node:timers/promises';
import { FanfareServer, isFanfareError, type FanfareServerOptions } from '@fanfare/node';
import type { PlatformLink } from './platform-link.ts';
import type { Receiver } from './receiver.ts';
import type { Seeded } from './seeded.ts';
import { untilDone } from './until-done.ts';

/** A merchant whose keys and secrets are rolled while the shop is open. */
export interface Merchant {
  /** Calls, and makes things happen that webhooks tell of, until the signal. */
  live(signal: AbortSignal): Promise<void>;
  /** Puts another key in the place of the one in use, which ends at once. */
  rollKey(): Promise<void>;
  /** Rolls the secret of an endpoint, and tells its receiver. */
  rollSecret(receiver: Receiver): Promise<void>;
  /** Calls that were refused for their key or signature. */
  readonly refused: readonly string[];
  readonly calls: number;
}

const refusals = /^(?:key_|signature_|unauthorized|nonce_|content_digest_|secret_key_)/;

/** Opens the merchant's backend. */
export async function openMerchant(options: {
  readonly platform: PlatformLink;
  readonly clock: FanfareServerOptions['clock'];
  readonly random: Seeded;
}): Promise<Merchant> {
  const { platform, clock, random } = options;
  const { url: baseUrl, secretKey, queueId } = platform;
  const shared = { baseUrl, clock, timeoutMs: 2_000, maxRetries: 6 };
  const operator = new FanfareServer({ ...shared, secretKey });
  const make = () => operator.admin.apiKeys.create({ kind: 'secret', name: 'the till', scopes: ['admin'] });
  let key = await untilDone(make);
  const till = new FanfareServer({ ...shared, secretKey: () => key.key as typeof secretKey }); // it was made as one
  const refused: string[] = [];
  let calls = 0;

  return {
    async live(signal) {
      while (!signal.aborted) {
        calls += 1;
        await till.admin.queues.update(queueId, { admitRate: random.whole(1, 5) }).catch((error: unknown) => {
          const code = isFanfareError(error) ? error.code : String(error);
          if (refusals.test(code)) refused.push(code);
        });
        await pause(random.whole(100, 500), undefined, { signal }).catch(() => {});
      }
    },
    async rollKey() {
      const old = key.id;
      key = await untilDone(make);
      await untilDone(() => operator.admin.apiKeys.revoke(old)).catch(() => {}); // its answer was lost: it is revoked already
    },
    async rollSecret(receiver) {
      const { secret } = await untilDone(() =>
        operator.admin.webhooks.rollSecret(receiver.endpointId, { overlapSeconds: 0 }),
      );
      receiver.take(secret);
    },
    refused,
    get calls() {
      return calls;
    },
  };
}
