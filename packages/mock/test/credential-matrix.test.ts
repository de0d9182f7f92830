import type { AuthSession, Credential, ProfileName } from '@fanfare/contract';
import type { Operation, OperationId } from '@fanfare/contract/operations';
import { createMockPlatform, type WorldKeys } from '@fanfare/mock';
import { beforeAll, describe, expect, it } from 'vitest';
import { mockApi, operationOf, type TestAnswer } from './support/mock-api.js';
import { credentialsOf, shownCredentials, type Shown } from './support/walk/credentials.js';
import { operationsInOrder } from './support/walk/in-order.js';
import { meaningOf } from './support/walk/meaning-of.js';
import { unknownOf } from './support/walk/unknown-of.js';
import { callOf, createWalker } from './support/walk/walker.js';

/** What the row of the operation says, read without the code under test. */
function expectedOf({ auth }: Operation, what: Shown, profile: ProfileName): 'good' | 401 | 403 {
  const allowed = (...combination: Credential[]): boolean =>
    auth.some((listed) => listed.every((credential) => combination.includes(credential)));
  if (allowed()) return 'good';
  switch (what) {
    case 'none':
      return 401;
    case 'pk':
      return allowed('pk') ? 'good' : 401;
    case 'signed':
      return profile === 'full' && allowed('sk') ? 'good' : 401;
    case 'bearer sk':
      return profile === 'hosted' && allowed('sk') ? 'good' : 401;
    case 'consumer':
      return allowed('consumer') ? 'good' : 401;
    case 'pk and consumer':
      return allowed('pk', 'consumer') ? 'good' : 401;
    case 'pk and bearer sk':
      if (allowed('sk')) return profile === 'hosted' ? 'good' : 401;
      return 403;
  }
}

interface Caller {
  readonly what: Shown;
  readonly keys: WorldKeys;
}

describe.each(['full', 'hosted'] as const)('A1, A2, A3, F13: every operation, profile %s', (profile) => {
  const deliver = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));
  const platform = createMockPlatform({
    profile,
    now: '2026-11-22T10:00:00Z',
    deliver,
    withoutRateLimits: true,
  });
  const [organization, other] = platform.world.organizations;
  const walker = createWalker({ platform, organization, profile, standIn: unknownOf });
  const { call } = mockApi(platform);
  const served = operationsInOrder.filter(({ stability }) => profile === 'full' || stability !== 'extension');
  const strangers = { 'the other organization': other.keys.test, 'the other mode': organization.keys.live };

  beforeAll(async () => {
    await walker.stock();
    // What the walk has none of: mechanisms without a gate, unused grants, orders, and an audience that follows a list.
    const { id: sequenceId } = organization.sequence;
    for (const mechanism of ['draws', 'auctions', 'timedReleases', 'waitlists'] as const)
      for (let times = 0; times < 3; times += 1) await create(`admin.${mechanism}.create`, { sequenceId });
    await create('admin.audiences.importFromKlaviyo', { listIds: ['kl_vip'] });
    for (let shopper = 0; shopper < 4; shopper += 1) await walker.admit();
    for (let orders = 0; orders < 2; orders += 1) await walker.take(operationOf('checkout.create'));
  });

  async function create(id: OperationId, fields: object): Promise<void> {
    const row = operationOf(id);
    const request = walker.request(row);
    const body = { ...(request.body as object), ...fields }; // such bodies are objects
    await walker.send(row, { ...request, body });
  }

  const succeeded = new Set<string>();
  let members = 0;
  async function member({ publishable: pk }: WorldKeys): Promise<string> {
    const email = `member-${(members += 1)}@example.com`;
    await call('auth.requestOtp', { pk, body: { email } });
    const body = { email, code: platform.otpFor(email) };
    return (await call<AuthSession>('auth.verifyOtp', { pk, body })).body.accessToken;
  }

  async function ask(row: Operation, { what, keys }: Caller): Promise<TestAnswer> {
    const token = what.includes('consumer') ? await member(keys) : '';
    const request = callOf(walker.request(row));
    return call(row.id as OperationId, { ...request, ...credentialsOf(what, { keys, token }) });
  }

  /**
   * Asks until a call succeeds, as long as the row says that the caller is good: a request may be refused for what it
   * finds, and one that is refused itself, or for who a shopper is, tells nothing of the credentials.
   */
  async function meaningFor(row: Operation, what: Shown): Promise<unknown> {
    const isGood = expectedOf(row, what, profile) === 'good';
    // A shopper with good credentials may still not be let in everywhere; a merchant is.
    const inconclusive = new Set<unknown>(isGood ? ['unfit', 'good'] : ['unfit']);
    if (isGood && what.includes('consumer')) inconclusive.add(403);
    const meanings = new Set<unknown>();
    for (let tries = 0; tries < 40; tries += 1) {
      const answer = await ask(row, { what, keys: organization.keys.test });
      const meaning = meaningOf(row, answer);
      meanings.add(meaning);
      if (answer.status < 300) succeeded.add(row.id);
      if (answer.status < 300 || !inconclusive.has(meaning)) return meaning;
      if (meanings.has('good') && tries > 12) return 'good';
    }
    return [...meanings].at(-1);
  }

  it.each(served.map((row) => [row.id, row] as const))(
    '%s takes the credentials of its row only',
    async (_, row) => {
      const expected: Record<string, unknown> = {};
      const found: Record<string, unknown> = {};
      const known = platform.defects.length;
      for (const what of shownCredentials) {
        expected[what] = expectedOf(row, what, profile);
        found[what] = await meaningFor(row, what);
      }

      expect(found).toEqual(expected);
      expect(platform.defects.slice(known)).toEqual([]);
    },
  );

  // Where success takes more than good credentials, random-walk.test.ts gets it.
  it('succeeds in most rows, so that refusals for what a call finds hide nothing', () => {
    expect(succeeded.size / served.length).toBeGreaterThan(0.8);
  });

  // That the answer is the very one that an id of nobody gets, also to ids beside the path: other-tenants.test.ts.
  it.each(served.filter(({ params }) => params !== undefined).map((row) => [row.id, row] as const))(
    '%s has nothing of this organization for others, whatever good credentials they show',
    async (_, row) => {
      for (const what of shownCredentials.filter((shown) => expectedOf(row, shown, profile) === 'good')) {
        for (const [who, keys] of Object.entries(strangers)) {
          // Both modes of an organization go by one id.
          if (who === 'the other mode' && /^[^{]*\{organizationId\}[^{]*$/.test(row.path)) continue;
          const answer = await ask(row, { what, keys });
          expect([what, who, answer.status]).toEqual([what, who, 404]);
        }
      }
    },
  );
});
