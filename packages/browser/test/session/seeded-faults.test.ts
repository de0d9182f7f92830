import { createMockPlatform } from '@fanfare/mock';
import { serverErrors, sessionEnds } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import { FanfareClient, memoryTokenStore } from '../../src/index.js';
import { fakePage } from '../support/fake-page.js';
import { seeded, virtualTime } from './support/virtual-time.js';

const seed = 20_261_124;
/** The whole ten thousand with FANFARE_LIVES=10000. */
const lives = Number(process.env['FANFARE_LIVES'] ?? 1_000);

const refusals = sessionEnds.filter(({ on }) => on === 'refresh');
const endCodes: readonly string[] = refusals.map(({ code }) => code);
const harmlessCodes = Object.keys(serverErrors).filter((code) => !endCodes.includes(code));
const documentedText = 'invalid refresh token';

const json = 'application/json';
const otherTypes = [
  'text/html',
  'text/plain',
  'text/html; charset=utf-8',
  'application/xml',
  '',
  'multipart/mixed',
];
const statuses = [
  200, 201, 202, 203, 204, 205, 206, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 413, 418, 421, 422,
  425, 429, 431, 451, 499, 500, 501, 502, 503, 504, 507, 511, 520, 522, 530, 599,
];
const pages = [
  '',
  ' ',
  '<html><body>Bad Gateway</body></html>',
  'null',
  '[]',
  '0',
  '"invalid refresh token"',
  '{}',
  '{"error":null}',
  '\u0000',
  '{"__proto__":{"code":"session_revoked"}}',
];

/** What a fault answers, and how it is called where a test fails. */
interface Fault {
  readonly name: string;
  readonly answer: () => Promise<Response>;
}

type Chance = () => number;

function pick<T>(random: Chance, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

function reply(status: number, body: BodyInit, type: string): Fault {
  const isEmpty = [204, 205].includes(status);
  return {
    name: `${status} ${type} ${typeof body === 'string' ? body : 'a stream'}`,
    answer: async () =>
      new Response(isEmpty ? null : body, { status, headers: type === '' ? {} : { 'content-type': type } }),
  };
}

function refusalBody(random: Chance): string {
  return random() < 0.2
    ? JSON.stringify({ error: documentedText })
    : JSON.stringify({ code: pick(random, endCodes), message: 'no' });
}

/** Everything that goes wrong between a platform and a page, and none of the answers that end a session. */
const kinds: readonly ((random: Chance) => Fault)[] = [
  (random) => reply(pick(random, statuses), pick(random, pages), pick(random, [json, ...otherTypes])),
  (random) =>
    reply(pick(random, statuses), JSON.stringify({ code: pick(random, harmlessCodes), message: 'no' }), json),
  // The words of an end under another status, or as another type: a proxy quotes them, the platform did not say them.
  (random) =>
    reply(
      pick(
        random,
        statuses.filter((status) => status !== 401),
      ),
      refusalBody(random),
      json,
    ),
  (random) => reply(401, refusalBody(random), pick(random, otherTypes)),
  (random) => {
    const body = refusalBody(random);
    return reply(401, body.slice(0, Math.floor(random() * (body.length - 1))), json);
  },
  (random) =>
    reply(
      401,
      JSON.stringify({ code: `${pick(random, endCodes)}${pick(random, ['x', ' ', '_', '\u0000'])}` }),
      json,
    ),
  (random) => ({
    name: 'a body that breaks off',
    answer: async () => {
      const broken = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"code":'));
          controller.error(new TypeError('reset'));
        },
      });
      return new Response(broken, {
        status: pick(random, [200, 401, 500]),
        headers: { 'content-type': json },
      });
    },
  }),
  () => ({ name: 'no network', answer: () => Promise.reject(new TypeError('Failed to fetch')) }),
  () => ({
    name: 'a redirect',
    answer: async () =>
      Object.defineProperty(new Response(null, { status: 302 }), 'type', { value: 'opaqueredirect' }),
  }),
];

/** Opens a page in which somebody signed in two hours ago, and whose refreshes are answered by the fault. */
async function lifeWith(fault: Fault, signIn: string) {
  const time = virtualTime();
  const ended: unknown[] = [];
  let refreshes = 0;
  const page = fakePage();
  page.hide(); // so that nothing refreshes before the call
  const client = new FanfareClient({
    publishableKey: 'pk_test_A1b2C3d4E5f6G7h8J9k0L1m2',
    baseUrl: 'http://127.0.0.1:4000',
    store: memoryTokenStore(),
    clock: { now: time.now, setTimeout: (run, ms) => time.at(time.now() + ms, run) },
    random: () => 0.5,
    environment: { page, locks: null, channel: null, keep: null },
    fetch: async (input) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname.endsWith('/auth/guest'))
        return new Response(signIn, { headers: { 'content-type': json } });
      refreshes += 1;
      return fault.answer();
    },
  });
  client.on('auth:session-expired', (event) => void ended.push(event));
  client.on('auth:logout', (event) => void ended.push(event));
  await client.auth.guest();
  await time.advance(7_200_000);
  await time.until(client.auth.refresh().catch(() => undefined));
  const { signedIn } = client.auth.session;
  client.destroy();
  return { signedIn, ended, refreshes };
}

async function signInOfMock(): Promise<string> {
  const platform = createMockPlatform();
  const [{ keys }] = platform.world.organizations;
  const answer = await platform.fetch(
    new Request(`${platform.origin}/consumer/api/auth/guest`, {
      method: 'POST',
      headers: { 'content-type': json, 'x-publishable-key': keys.test.publishable },
      body: '{}',
    }),
  );
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('B12: what goes wrong with a refresh', () => {
  test(`signs out nobody, in ${lives} lives with chance ${seed}`, async () => {
    const random = seeded(seed);
    const signIn = await signInOfMock();
    const signedOut: string[] = [];
    // What reads refusals is loaded with the first one, and loading takes real time.
    for (const kind of kinds) await lifeWith(kind(random), signIn);
    for (let life = 0; life < lives; life += 1) {
      const fault = pick(random, kinds)(random);
      const { signedIn, ended, refreshes } = await lifeWith(fault, signIn);
      if (!signedIn || ended.length > 0 || refreshes === 0)
        signedOut.push(`${life} ${fault.name}: ${JSON.stringify({ signedIn, ended, refreshes })}`);
    }

    expect(signedOut).toEqual([]);
  }, 120_000);

  test.each(refusals)('B4: but $code does, once', async ({ code, status }) => {
    const signIn = await signInOfMock();
    const refusal = reply(status, JSON.stringify({ code, message: 'no' }), json);
    await lifeWith(refusal, signIn);

    expect(await lifeWith(refusal, signIn)).toMatchObject({ signedIn: false, ended: [{}], refreshes: 1 });
  });
});
