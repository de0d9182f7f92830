import { FanfareServer, isFanfareError } from '@fanfare/node';
import { can, createAuthorizer } from '@fanfare/node/authorization';
import { verifyConsumerToken } from '@fanfare/node/tokens';
import { createWebhooks, memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { envelope, signed } from '../webhooks/support/deliveries.js';
import { fakeClock } from '../webhooks/support/fake-clock.js';
import { refusal } from '../webhooks/support/refusal.js';
import { secret } from '../webhooks/support/samples.js';
import { manualClock } from '../support/manual-clock.js';
import { goodClaims, goodHeader, makeToken, testKey } from '../support/token-maker.js';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];

/** JSON whose member is the prototype's by its name, which an object literal cannot have. */
const withPrototype = (own: object, inherited: object): string => {
  const rest = JSON.stringify(own).slice(1);
  return `{"__proto__":${JSON.stringify(inherited)}${rest === '}' ? '' : ','}${rest}`;
};

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('N2, C16: a grant', () => {
  const check = {
    token: 'grant-0123456789abcdef',
    consumerId: 'csm_1',
    distributionId: 'que_1',
    distributionType: 'queue',
  } as const;
  const good = {
    valid: true,
    validatedAt: '2026-09-21T14:13:20.000Z',
    consumerId: 'csm_1',
    distributionId: 'que_1',
    distributionType: 'queue',
  };

  it.each([
    ['nothing of its own', {}],
    ['a no of its own', { ...good, valid: false }],
    ['all but the yes', { ...good, valid: undefined }],
  ])('is not good by a yes that the answer inherits, with %s', async (_, own) => {
    const text = withPrototype(own, { ...good, polluted: true });
    const fetch = async (): Promise<Response> =>
      new Response(text, { headers: { 'content-type': 'application/json' } });
    const fanfare = new FanfareServer({
      secretKey: 'sk_test_a1b2c3d4e5f6',
      baseUrl: 'http://127.0.0.1:9',
      fetch,
      maxRetries: 0,
    });

    const error: unknown = await fanfare.admissions.validate(check).catch((reason: unknown) => reason);

    expect(isFanfareError(error)).toBe(true);
  });
});

describe('N2, H7: a delivery that is signed', () => {
  const webhooks = createWebhooks({ secrets: [secret], clock: fakeClock() });

  it('has no envelope that it inherits', async () => {
    const { payload, headers } = signed(withPrototype({}, JSON.parse(envelope()) as object));

    expect(await refusal(() => webhooks.verify(payload, headers))).toMatchObject({
      code: 'webhook_payload_invalid',
    });
  });

  it('keeps what it inherits to itself, in the envelope and in the data', async () => {
    const data = (JSON.parse(envelope()) as { data: object }).data;
    const text = envelope({ data: 'DATA' }).replace('"DATA"', withPrototype(data, { polluted: true }));
    const { payload, headers } = signed(
      withPrototype({ spare: 1 }, { polluted: true }).slice(0, -1) + `,${text.slice(1)}`,
    );

    const event = await webhooks.verify(payload, headers);

    expect(event.type).toBe('order.completed');
    expect((event as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((event.data as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(names)('of the type %j has no handler, and none of Object.prototype is called', async (type) => {
    const seen: string[] = [];
    const handle = webhookHandler({
      secrets: [secret],
      clock: fakeClock(),
      inbox: memoryInbox({ clock: fakeClock() }),
      on: { 'order.completed': () => void seen.push('handler') },
      fallback: (event) => void seen.push(event.type),
    });
    const { payload, headers } = signed(envelope({ type }));

    const answer = await handle(
      new Request('http://shop.example/', { method: 'POST', body: payload as string, headers }),
    );

    expect([answer.status, seen]).toEqual([200, ['unknown']]);
  });
});

describe('N2, D1: rights', () => {
  it.each(names)('are none for the role, permission or resource %j', (name) => {
    const box = createAuthorizer({ usher: { reach: 'all_tenants', permissions: { tickets: ['read'] } } });
    const target = { resource: 'tickets', tenantId: 'org_1' };

    for (const decide of [can, box.can]) {
      expect(decide({ id: 'u_1', roles: [{ role: name, tenantId: 'org_1' }] }, 'read', target)).toBe(false);
      expect(decide({ id: 'u_1', roles: [{ role: 'usher' }] }, name, target)).toBe(false);
      expect(decide({ id: 'u_1', roles: [{ role: 'usher' }] }, 'read', { ...target, resource: name })).toBe(
        false,
      );
    }
  });

  it('are not those that a token inherits', async () => {
    const clock = manualClock();
    const key = testKey('EdDSA', 'ed-1');
    const { sub: _, ...claims } = goodClaims(clock.now());
    const inherited = JSON.parse(withPrototype(claims, { sub: 'csm_admin', roles: ['owner'] })) as Record<
      string,
      unknown
    >;
    const token = makeToken(key, goodHeader(key), inherited);
    const options = { jwks: { keys: [key.jwk] }, organizationId: 'org_1', clock };

    const outcome = verifyConsumerToken(token, options);

    await expect(outcome).rejects.toMatchObject({ code: 'invalid_token' });
  });
});

describe('N2, F11: options that came out of JSON', () => {
  it.each([
    ['a client', (given: object) => new FanfareServer(given as never)],
    ['a verifier', (given: object) => createWebhooks(given as never)],
    ['an inbox', (given: object) => memoryInbox(given as never)],
  ])('of %s are not those that they inherit', (_, make) => {
    const given = JSON.parse(
      '{"__proto__":{"secretKey":"sk_test_a1b2c3d4e5f6","secrets":["whsec_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}',
    ) as object;

    expect(() => make(given)).toThrow(/__proto__/);
  });
});
