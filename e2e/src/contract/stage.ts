import { FanfareClient } from '@fanfare/browser';
import type { ConsumerId, ExperienceId, Money, SequenceId, Timestamp } from '@fanfare/contract';
import type { MockPlatform, WorldOrganization } from '@fanfare/mock';
import { FanfareServer } from '@fanfare/node';

/** A shopper with a session, and the page that they have open. */
export interface Visitor {
  readonly client: FanfareClient;
  readonly consumerId: ConsumerId;
}

/** Where a flow plays: a platform behind the proxy, one of its merchants, and that merchant's shoppers. */
export interface Stage {
  readonly platform: MockPlatform;
  readonly shop: WorldOrganization;
  readonly server: FanfareServer;
  /** Opens a page of which nobody knows yet whose it is. */
  page(): FanfareClient;
  guest(): Promise<Visitor>;
  /** Signs somebody in with a one-time code. */
  member(email: string): Promise<Visitor>;
  /** Sets up an experience with one way through it, for the flow alone. */
  way(name: string): Promise<{ readonly experienceId: ExperienceId; readonly sequenceId: SequenceId }>;
  /** A time so many minutes from now. */
  inMinutes(minutes: number): Timestamp;
}

/** A stage whose pages can be closed. */
export interface OpenStage extends Stage {
  close(): void;
}

/** Opens a stage for one of the two organizations. */
export function openStage({ platform, url, shop }: StageOptions): OpenStage {
  const clock = {
    now: () => platform.clock.now(),
    setTimeout(run: () => void, ms: number) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const server = new FanfareServer({ secretKey: shop.keys.test.secret, baseUrl: url, clock });
  const pages: FanfareClient[] = [];

  function page(): FanfareClient {
    const { publishable: publishableKey } = shop.keys.test;
    const client = new FanfareClient({ publishableKey, baseUrl: url, store: 'memory', clock });
    pages.push(client);
    return client;
  }

  return {
    platform,
    shop,
    server,
    page,
    async guest() {
      const client = page();
      return { client, consumerId: whoIs(await client.auth.guest()) };
    },
    async member(email) {
      const client = page();
      await client.auth.requestOtp({ email });
      const code = platform.otpFor(email) ?? '';
      return { client, consumerId: whoIs(await client.auth.verifyOtp({ email, code })) };
    },
    async way(name) {
      const { id: experienceId } = await server.admin.experiences.create({ name, timeZone: 'Europe/Berlin' });
      const { id: sequenceId } = await server.admin.sequences.create({ experienceId, name });
      return { experienceId, sequenceId };
    },
    inMinutes: (minutes) => new Date(platform.clock.now() + minutes * 60_000).toISOString() as Timestamp, // the form of one
    close() {
      for (const client of pages) client.destroy();
    },
  };
}

/** What a stage stands on. */
export interface StageOptions {
  readonly platform: MockPlatform;
  /** Where the proxy is. */
  readonly url: string;
  readonly shop: WorldOrganization;
}

function whoIs({ consumer }: FanfareClient['auth']['session']): ConsumerId {
  if (consumer === undefined) throw new Error('Nobody is signed in.');
  return consumer.consumerId;
}

/** An amount of money, as the contract writes it. */
export function amount(text: string): Money {
  return text as Money; // the tests write decimals
}
