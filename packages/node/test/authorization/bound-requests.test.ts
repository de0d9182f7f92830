import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FanfareServer } from '@fanfare/node';
import { authenticateRequest, type AuthenticateRequestOptions } from '@fanfare/node/authorization';
import type { AuthSession, RolePrincipal } from '@fanfare/contract';
import { openMerchant } from '../support/open-merchant.js';
import { makeProof, pageKey, type ProofChanges } from '../support/proof-maker.js';
import { guestShopper } from '../support/shopper.js';

const publicOrigin = 'https://shop.example';
const url = `${publicOrigin}/api/orders`;
const member = { id: 'mem_1', roles: [{ role: 'analyst', tenantId: 'org_1' }] };

function verifyWith(fanfare: FanfareServer): AuthenticateRequestOptions['verify'] {
  return async (token, possession) => {
    const { consumerId, organizationId } = await fanfare.tokens.verify(token, possession);
    return { id: consumerId, roles: [{ role: 'consignor', tenantId: organizationId }] };
  };
}

/** A shopper whose tokens the platform has bound to the key of their page, and one with a bearer token. */
async function openShop() {
  const merchant = openMerchant({ organizationId: 'org_aurora' });
  const { platform, shop } = merchant;
  const key = pageKey();
  const signIn = `${platform.origin}/consumer/api/auth/guest`;
  const now = platform.clock.now();
  const answer = await platform.fetch(signIn, {
    method: 'POST',
    headers: {
      'x-publishable-key': shop.keys.test.publishable,
      dpop: makeProof(key, { method: 'POST', url: signIn, token: '', now }),
    },
  });
  const { accessToken: bound, session } = (await answer.json()) as AuthSession;
  const bearer = await guestShopper(platform, shop);
  const proof = (changes?: ProofChanges, token = bound): string =>
    makeProof(key, { method: 'POST', url, token, now, ...(changes && { changes }) });
  const send = (headers: Record<string, string>, more: Partial<AuthenticateRequestOptions> = {}) =>
    authenticateRequest(new Request(`${url}?page=2`, { method: 'POST', headers }), {
      verify: verifyWith(merchant.fanfare),
      publicOrigin,
      ...more,
    });
  const { fanfare } = merchant;
  return { fanfare, bound, bearer, consumerId: session.consumerId, proof, send };
}

describe('B10, D5: a request with a bound token', () => {
  it('is who the token says, behind DPoP and with its proof', async () => {
    const { send, bound, proof, consumerId } = await openShop();

    const principal = await send({ authorization: `DPoP ${bound}`, dpop: proof() });

    expect(principal).toMatchObject({ id: consumerId });
  });

  it('is not taken by the host that the request itself states: a proof for another server would do', async () => {
    const { fanfare, bound, proof } = await openShop();
    const replayed = (elsewhere: string) =>
      new Request(elsewhere, {
        method: 'POST',
        headers: {
          authorization: `DPoP ${bound}`,
          dpop: proof({ claims: { htu: elsewhere } }),
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
          forwarded: 'host=evil.example;proto=https',
        },
      });
    const verify = verifyWith(fanfare);

    await expect(
      authenticateRequest(replayed('https://evil.example/api/orders'), { verify }),
    ).rejects.toMatchObject({ code: 'invalid_options', message: expect.stringContaining('publicOrigin') });
    await expect(
      authenticateRequest(replayed('https://evil.example/api/orders'), { verify, publicOrigin }),
    ).rejects.toMatchObject({ details: { reason: 'proof_call' } });
  });

  it('is made for the address that pages see, whatever a proxy made of it', async () => {
    const { fanfare, bound, proof, consumerId } = await openShop();
    const behindProxy = new Request('http://10.0.0.7:8080/api/orders', {
      method: 'POST',
      headers: { authorization: `DPoP ${bound}`, dpop: proof() },
    });
    const verify = verifyWith(fanfare);

    await expect(
      authenticateRequest(behindProxy, { verify, publicOrigin: 'http://10.0.0.7:8080' }),
    ).rejects.toMatchObject({ details: { reason: 'proof_call' } });
    await expect(authenticateRequest(behindProxy, { verify, publicOrigin })).resolves.toMatchObject({
      id: consumerId,
    });
  });

  it('may be remembered by a store that several processes share', async () => {
    const { send, bound, proof } = await openShop();
    const claimProof = vi.fn(() => false);

    await expect(
      send({ authorization: `DPoP ${bound}`, dpop: proof() }, { claimProof }),
    ).rejects.toMatchObject({ details: { reason: 'proof_reused' } });
    expect(claimProof).toHaveBeenCalledTimes(1);
  });

  it.each<[string, (shop: Awaited<ReturnType<typeof openShop>>) => Record<string, string>, string, string]>([
    [
      'as a bearer token',
      ({ bound }) => ({ authorization: `Bearer ${bound}` }),
      'dpop_proof_required',
      'proof_missing',
    ],
    [
      'as a bearer token, with a good proof',
      ({ bound, proof }) => ({ authorization: `Bearer ${bound}`, dpop: proof() }),
      'dpop_proof_required',
      'proof_missing',
    ],
    [
      'without a proof',
      ({ bound }) => ({ authorization: `DPoP ${bound}` }),
      'dpop_proof_required',
      'proof_missing',
    ],
    [
      'with the proof of another method',
      ({ bound, proof }) => ({ authorization: `DPoP ${bound}`, dpop: proof({ claims: { htm: 'GET' } }) }),
      'dpop_proof_invalid',
      'proof_call',
    ],
    [
      'with two proofs',
      ({ bound, proof }) => ({ authorization: `DPoP ${bound}`, dpop: `${proof()}, ${proof()}` }),
      'dpop_proof_invalid',
      'proof_form',
    ],
    [
      'with the proof of another key',
      ({ bound, proof }) => ({ authorization: `DPoP ${bound}`, dpop: proof({ signer: pageKey() }) }),
      'dpop_proof_invalid',
      'proof_signature',
    ],
  ])('is refused %s', async (_, headersOf, code, reason) => {
    const shop = await openShop();

    await expect(shop.send(headersOf(shop))).rejects.toMatchObject({ code, details: { reason } });
  });

  it('is refused behind DPoP where the token is not bound: whoever took it could choose the scheme', async () => {
    const { send, bearer, proof } = await openShop();
    const headers = { authorization: `DPoP ${bearer.accessToken}`, dpop: proof({}, bearer.accessToken) };

    await expect(send(headers)).rejects.toMatchObject({
      code: 'invalid_token',
      details: { reason: 'unbound' },
    });
    await expect(send({ authorization: `Bearer ${bearer.accessToken}` })).resolves.toMatchObject({
      id: bearer.consumerId,
    });
  });

  it('is good once, also where the token is remembered', async () => {
    const { send, bound, proof } = await openShop();
    const headers = { authorization: `DPoP ${bound}`, dpop: proof() };

    await expect(send(headers)).resolves.toBeDefined();
    await expect(send(headers)).rejects.toMatchObject({ details: { reason: 'proof_reused' } });
  });

  it.each<[string, object]>([
    ['a path and no origin', { url: '/api/orders', method: 'POST' }],
    ['no method', { url }],
  ])('cannot be checked with %s, which is said', async (_, given) => {
    const request = { ...given, headers: { authorization: 'DPoP token', dpop: 'proof' } };

    await expect(authenticateRequest(request, { verify: () => member })).rejects.toMatchObject({
      code: 'invalid_options',
    });
  });

  it.each(['https://shop.example/', 'shop.example', 'https://shop.example/api'])(
    'needs an origin that is one: %s',
    async (origin) => {
      const request = new Request(url, { headers: { authorization: 'DPoP token' } });

      await expect(
        authenticateRequest(request, { verify: () => member, publicOrigin: origin }),
      ).rejects.toMatchObject({ code: 'invalid_options' });
    },
  );
});

describe('D5: a request with a session', () => {
  const verify = vi.fn(async (token: string): Promise<RolePrincipal> => {
    if (token === 'good') return member;
    throw new Error('not good');
  });
  const session = vi.fn((request: Request) =>
    request.headers.get('cookie') === 'session=mine' ? member : undefined,
  );
  const send = (headers: Record<string, string>) =>
    authenticateRequest(new Request(url, { headers }), { verify, session });

  it('is who the session says, where there is no Authorization', async () => {
    await expect(send({ cookie: 'session=mine' })).resolves.toEqual(member);
    await expect(send({ cookie: 'session=other' })).rejects.toMatchObject({
      code: 'unauthorized',
      details: { reason: 'missing' },
    });
  });

  it.each([
    ['a bad token', 'Bearer bad'],
    ['no token', 'Bearer'],
    ['another scheme', 'Basic bWU6aXQ='],
    ['nothing', ''],
  ])('does not save one with %s', async (_, authorization) => {
    session.mockClear();

    await expect(send({ authorization, cookie: 'session=mine' })).rejects.toThrow();
    expect(session).not.toHaveBeenCalled();
  });

  it('is nobody where the session yields no principal', async () => {
    const request = new Request(url);
    const bad = () => ({ id: 'mem_1' }) as unknown as RolePrincipal;

    await expect(authenticateRequest(request, { verify, session: bad })).rejects.toMatchObject({
      code: 'invalid_token',
    });
  });
});

describe('D5: a request as it arrives at a server of Node', () => {
  /** Sends bytes, and returns what becomes of the request. */
  async function outcomeOf(lines: readonly string[]): Promise<unknown> {
    const outcome = new Promise<unknown>((resolve) => {
      const server = createServer((request: IncomingMessage, response) => {
        const principal = authenticateRequest(request, { verify: () => member, publicOrigin });
        resolve(principal.catch((error: unknown) => error));
        response.end();
      });
      onTestFinished(() => void server.close());
      server.listen(0, '127.0.0.1', () => {
        const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
        socket.end([...lines, '', ''].join('\r\n'));
      });
    });
    return outcome;
  }
  const head = ['GET /api/orders HTTP/1.1', 'host: shop.example', 'connection: close'];

  it('is refused with two of the header, of which Node itself would hide one', async () => {
    const twice = [...head, 'authorization: Bearer good', 'Authorization: Bearer other'];

    expect(await outcomeOf(twice)).toMatchObject({ code: 'unauthorized', details: { reason: 'repeated' } });
    expect(await outcomeOf([...head, 'AUTHORIZATION: bearer good'])).toEqual(member);
  });
});
