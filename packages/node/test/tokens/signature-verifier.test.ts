import fc from 'fast-check';
import { importJWK, jwtVerify } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { verifyConsumerToken, type VerifyConsumerTokenOptions } from '@fanfare/node/tokens';
import { nodeCrypto } from '../../src/runtime/node-crypto.js';
import { signatureVerifier, webVerifier, type PublicJwk } from '../../src/tokens/signature-verifier.js';
import { manualClock } from '../support/manual-clock.js';
import { makeProof, pageKey } from '../support/proof-maker.js';
import { goodClaims, goodHeader, makeToken, testKey } from '../support/token-maker.js';

const clock = manualClock();
const seconds = Math.floor(clock.now() / 1_000);
const keys = (['EdDSA', 'ES256', 'RS256'] as const).map((alg) => testKey(alg, `key-${alg}`));
const options: VerifyConsumerTokenOptions = {
  jwks: { keys: keys.map(({ jwk }) => jwk) },
  organizationId: 'org_1',
  clock,
  cache: false,
};
const passes = (run: Promise<unknown>): Promise<boolean> => run.then(Boolean, () => false);

/** Takes the crypto of Node away, as on an edge worker. */
function withoutNode(): void {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  expect(nodeCrypto()).toBeUndefined();
}

describe('B10: the signatures of tokens, with the crypto of Node and with WebCrypto', () => {
  it.each(keys)(
    'are judged alike by both, and by jose: $alg',
    async (key) => {
      const { kty = '', crv, x, y, n, e } = key.publicKey.export({ format: 'jwk' });
      const jwk = JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as PublicJwk; // without what is undefined
      const verifiers = [await signatureVerifier(jwk, key.alg), await webVerifier(jwk, key.alg)];
      const theirs = await importJWK(jwk, key.alg);
      const token = makeToken(key, goodHeader(key), goodClaims(clock.now()));
      const at = token.lastIndexOf('.');
      const [text, good] = [token.slice(0, at), Buffer.from(token.slice(at + 1), 'base64url')];
      const spoil = fc.oneof(
        fc.constant((bytes: Buffer) => bytes),
        fc.nat(good.length - 1).map((place) => (bytes: Buffer) => {
          const changed = Buffer.from(bytes);
          changed[place] = (changed[place] ?? 0) ^ 1;
          return changed;
        }),
        fc.nat(good.length).map((length) => (bytes: Buffer) => bytes.subarray(0, length)),
        fc.uint8Array({ maxLength: 80 }).map((more) => (bytes: Buffer) => Buffer.concat([bytes, more])),
        fc.constant((bytes: Buffer) => Buffer.alloc(bytes.length)),
      );

      await fc.assert(
        fc.asyncProperty(spoil, async (change) => {
          const signature = Uint8Array.from(change(good));
          const own = await Promise.all(verifiers.map((verify) => passes(verify(text, signature))));
          const jose = await passes(
            jwtVerify(`${text}.${Buffer.from(signature).toString('base64url')}`, theirs, {
              currentDate: new Date(clock.now()),
            }),
          );

          expect(own).toEqual([jose, jose]);
          expect(jose).toBe(good.equals(signature));
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  it.each(keys)('are good without the crypto of Node too, and bound ones with it: $alg', async (key) => {
    withoutNode();
    const page = pageKey();
    const claims = { ...goodClaims(clock.now()), cnf: { jkt: page.thumbprint } };
    const token = makeToken(key, goodHeader(key), claims);
    const [method, url] = ['POST', 'https://shop.example/api'];
    const dpop = { proof: makeProof(page, { method, url, token, now: clock.now() }), method, url };

    await expect(verifyConsumerToken(token, { ...options, cache: true, dpop })).resolves.toMatchObject({
      boundTo: page.thumbprint,
    });
    await expect(verifyConsumerToken(`${token.slice(0, -6)}AAAAAA`, options)).rejects.toMatchObject({
      details: { reason: 'signature' },
    });
  });
});

describe('B10: signatures that cannot be one', () => {
  /** As workerd does it, now and then: it throws what is not even an `Error` of its realm over a wrong length. */
  function throwOver(isOdd: (signature: Uint8Array) => boolean): void {
    const verify = crypto.subtle.verify.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'verify').mockImplementation((algorithm, key, signature, data) =>
      isOdd(signature as Uint8Array)
        ? Promise.reject(new DOMException('Invalid signature.', 'OperationError'))
        : verify(algorithm, key, signature, data),
    );
  }
  const invalid = { code: 'invalid_token', details: { reason: 'signature' } };

  it.each(keys)('are no reason for another error where WebCrypto throws: $alg', async (key) => {
    withoutNode();
    const token = makeToken(key, goodHeader(key), goodClaims(clock.now()));
    const at = token.lastIndexOf('.') + 1;
    const good = Buffer.from(token.slice(at), 'base64url');
    throwOver(({ length }) => length !== good.length);

    await expect(verifyConsumerToken(token, options)).resolves.toMatchObject({ consumerId: 'csm_1' });
    for (let length = 0; length < good.length; length += 1)
      await expect(
        verifyConsumerToken(token.slice(0, at) + good.toString('base64url', 0, length), options),
      ).rejects.toMatchObject(length === 0 ? { code: 'invalid_token' } : invalid);
  });

  it.each(keys)('are refused at every length by the crypto of Node: $alg', async (key) => {
    const token = makeToken(key, goodHeader(key), goodClaims(clock.now()));
    const at = token.lastIndexOf('.') + 1;
    const good = Buffer.from(token.slice(at), 'base64url');

    for (const bytes of [Buffer.concat([good, Buffer.alloc(1)]), Buffer.concat([good, good])])
      await expect(
        verifyConsumerToken(token.slice(0, at) + bytes.toString('base64url'), options),
      ).rejects.toMatchObject(invalid);
    for (let length = 1; length < good.length; length += 1)
      await expect(
        verifyConsumerToken(token.slice(0, at) + good.toString('base64url', 0, length), options),
      ).rejects.toMatchObject(invalid);
  });

  it('do not hide that a key is none', async () => {
    throwOver(() => true);

    await expect(webVerifier({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }, 'EdDSA')).rejects.toThrow();
  });

  it('leave a proof of possession refused as such', async () => {
    withoutNode();
    const [key] = keys;
    if (key === undefined) throw new Error('There are three keys.');
    const page = pageKey();
    const claims = { ...goodClaims(clock.now()), cnf: { jkt: page.thumbprint } };
    const token = makeToken(key, goodHeader(key), claims);
    const [method, url] = ['POST', 'https://shop.example/api'];
    const proof = makeProof(page, { method, url, token, now: clock.now() }).slice(0, -8);
    throwOver(({ length }) => length !== 64);

    await expect(
      verifyConsumerToken(token, { ...options, dpop: { proof, method, url } }),
    ).rejects.toMatchObject({ code: 'dpop_proof_invalid' });
  });
});

describe('B10: the claims of tokens', () => {
  it('are judged as jose judges them', async () => {
    const key = keys[0];
    if (key === undefined) throw new Error('There are three keys.');
    const theirs = await importJWK(key.publicKey.export({ format: 'jwk' }), key.alg);
    const time = fc.oneof(
      fc.integer({ min: seconds - 20, max: seconds + 20 }),
      fc.constantFrom(undefined, null, '1', 1.5, -1, 1e300),
    );
    const claims = fc.record({
      exp: fc.oneof({ weight: 3, arbitrary: fc.constant(seconds + 60) }, time),
      nbf: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, time),
      iss: fc.constantFrom('consumer-app', 'consumer-app', 'other', undefined, ['consumer-app']),
      aud: fc.constantFrom<unknown>('fanfare:consumer', ['x', 'fanfare:consumer'], 'x', [], undefined),
    });
    const typ = fc.constantFrom('at+jwt', 'AT+JWT', 'application/at+jwt', 'JWT', undefined);

    await fc.assert(
      fc.asyncProperty(claims, typ, async (changes, type) => {
        const token = makeToken(
          key,
          { ...goodHeader(key), typ: type },
          { ...goodClaims(clock.now()), ...changes },
        );

        const ours = await passes(verifyConsumerToken(token, options));
        const jose = await passes(
          jwtVerify(token, theirs, {
            typ: 'at+jwt',
            issuer: 'consumer-app',
            audience: 'fanfare:consumer',
            requiredClaims: ['sub', 'jti', 'iat', 'exp'],
            currentDate: new Date(clock.now()),
            clockTolerance: 5,
          }),
        );

        // Ours may be stricter (a fraction of a second, a time that no date can hold), and never laxer.
        if (ours) expect(jose).toBe(true);
        const isPlain = [changes.exp, changes.nbf ?? 0].every((claim) => Number.isSafeInteger(claim));
        if (isPlain) expect(ours).toBe(jose);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
