import { randomUUID } from 'node:crypto';
import {
  createMockPlatform,
  type MockPlatform,
  type MockPlatformOptions,
  type WorldOrganization,
} from '@fanfare/mock';
import type { Mode } from '@fanfare/contract';
import { signAsMerchant } from './sign-as-merchant.js';

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A shopper with a session. */
export interface TestShopper {
  readonly consumerId: string;
  readonly accessToken: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** How a merchant's call differs from the usual one. */
export interface MerchantCall {
  readonly idempotencyKey?: string;
  readonly service?: 'consumer' | 'checkout' | 'admin';
}

/** One organization in one mode on a platform of its own, seen by its shoppers and its merchant. */
export interface TestShop {
  readonly platform: MockPlatform;
  readonly organization: WorldOrganization;
  readonly queueId: string;
  readonly experienceId: string;
  page(method: string, path: string, body?: unknown): Promise<Answer>;
  guest(): Promise<TestShopper>;
  /** Signs in with a one-time code, as an upgrade where a guest is given. */
  member(email: string, guest?: TestShopper): Promise<TestShopper>;
  merchant(method: string, path: string, body?: unknown, call?: MerchantCall): Promise<Answer>;
}

/** Where the tests begin, so that every run sees the same times. */
export const start = '2026-11-22T10:00:00.000Z';

/** Opens a shop on a new platform, or on one that is given. */
export function openShop(
  options: MockPlatformOptions & { platform?: MockPlatform; organization?: 0 | 1; mode?: Mode } = {},
): TestShop {
  const { platform: given, organization: index = 0, mode = 'test', ...rest } = options;
  const platform = given ?? createMockPlatform({ now: start, seed: 7, withoutRateLimits: true, ...rest });
  const organization = platform.world.organizations[index];
  const data = mode === 'live' ? organization.live : organization;
  const keys = organization.keys[mode]; // read at every call: a merchant may replace the secret one
  const url = (service: string, path: string): string => `${platform.origin}/${service}/api${path}`;

  async function send(
    method: string,
    to: string,
    headers: Record<string, string>,
    text?: string,
  ): Promise<Answer> {
    const init = { method, headers, ...(text === undefined ? {} : { body: text }) };
    const response = await platform.fetch(new Request(to, init));
    const answer = await response.text();
    const body = answer === '' ? {} : (JSON.parse(answer) as Answer['body']);
    return { status: response.status, headers: response.headers, body };
  }

  function json(body: unknown): [Record<string, string>, string | undefined] {
    return body === undefined
      ? [{}, undefined]
      : [{ 'content-type': 'application/json' }, JSON.stringify(body)];
  }

  function page(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
    const [type, text] = json(body);
    const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return send(
      method,
      url('consumer', path),
      { 'x-publishable-key': keys.publishable, ...bearer, ...type },
      text,
    );
  }

  function shopper({ body }: Answer): TestShopper {
    const { session, accessToken } = body as { session: { consumerId: string }; accessToken: string };
    return {
      consumerId: session.consumerId,
      accessToken,
      call: (method, path, payload) => page(method, path, payload, accessToken),
    };
  }

  return {
    platform,
    organization,
    queueId: data.queue.id,
    experienceId: data.experience.id,
    page: (method, path, body) => page(method, path, body),
    guest: async () => shopper(await page('POST', '/auth/guest')),
    async member(email, guest) {
      await page('POST', '/auth/otp/request', { email });
      const code = platform.otpFor(email);
      return shopper(await page('POST', '/auth/otp/verify', { email, code }, guest?.accessToken));
    },
    merchant(method, path, body, { idempotencyKey = randomUUID(), service = 'consumer' } = {}) {
      const [, text] = json(body);
      const to = url(service, path);
      const signed = {
        method,
        url: to,
        body: text,
        idempotencyKey,
        secretKey: keys.secret,
        now: platform.clock.now(),
      };
      // The hosted platform wants the key itself.
      const bearer = rest.profile === 'hosted' ? { authorization: `Bearer ${keys.secret}` } : {};
      return send(method, to, { ...signAsMerchant(signed), ...bearer }, text);
    },
  };
}
