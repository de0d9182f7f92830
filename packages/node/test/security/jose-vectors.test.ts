import { AuthenticationError } from '@fanfare/node';
import { verifyConsumerToken } from '@fanfare/node/tokens';
import type { Jwks } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import { fromBase64Url } from '../../src/bytes/base64url.js';
import { signatureVerifier, webVerifier, type PublicJwk } from '../../src/tokens/signature-verifier.js';
import type { TokenAlgorithm } from '../../src/tokens/token-algorithms.js';
import { testKey } from '../support/token-maker.js';
import { publishedVectors } from '../support/published-vectors.js';

interface Recipe {
  readonly title: string;
  readonly input: { readonly key: Record<string, string>; readonly alg: string };
  readonly output: { readonly compact?: string; readonly json?: unknown; readonly json_flat?: unknown };
}

const names = [
  'jws/4_1.rsa_v15_signature', 'jws/4_2.rsa-pss_signature', 'jws/4_3.ecdsa_signature',
  'jws/4_4.hmac-sha2_integrity_protection', 'jws/4_5.signature_with_detached_content',
  'jws/4_6.protecting_specific_header_fields', 'jws/4_7.protecting_content_only', 'jws/4_8.multiple_signatures',
  'rfc7797/4.2.hmac-sha2_b64_false', 'rfc7797/hmac-sha2_b64_false', 'curve25519/jws',
]; // prettier-ignore
const recipes = names.flatMap((name) => {
  const recipe = publishedVectors(`jose-cookbook/${name}.json`) as Recipe | undefined;
  return recipe === undefined ? [] : [{ ...recipe, name }];
});
const a1 = publishedVectors('jws-rfc7515/a1.json') as
  { token: string; jwk: Record<string, string> } | undefined;

const ours: Readonly<Record<string, TokenAlgorithm>> = {
  'jws/4_1.rsa_v15_signature': 'RS256',
  'curve25519/jws': 'EdDSA',
};

/** Signatures that are good prove nothing where the rest is no token; all others fail before one is computed. */
const reasons: Readonly<Record<string, string>> = {
  'jws/4_1.rsa_v15_signature': 'claims',
  'jws/4_2.rsa-pss_signature': 'algorithm',
  'jws/4_3.ecdsa_signature': 'algorithm',
  'jws/4_4.hmac-sha2_integrity_protection': 'algorithm',
  'jws/4_5.signature_with_detached_content': 'spelling',
  'jws/4_6.protecting_specific_header_fields': 'spelling',
  'jws/4_7.protecting_content_only': 'spelling',
  'jws/4_8.multiple_signatures': 'spelling',
  'rfc7797/4.2.hmac-sha2_b64_false': 'spelling',
  'rfc7797/hmac-sha2_b64_false': 'spelling',
  'curve25519/jws': 'key_id',
};

/** A key of the platform, without which no set of keys is taken. */
const own = testKey('EdDSA', 'own-1');

/** The public members of a key, which is all that a verifier may have. */
function publicPart({ kty = '', crv, x, y, n, e }: Record<string, string | undefined>): PublicJwk {
  return JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as PublicJwk;
}

async function refusalOf(token: unknown, jwk: Record<string, unknown>): Promise<AuthenticationError> {
  const jwks = { keys: [own.jwk, { use: 'sig', ...jwk }] } as Jwks;
  try {
    await verifyConsumerToken(token as string, { jwks, organizationId: 'org_1', cache: false });
  } catch (error) {
    if (error instanceof AuthenticationError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe.skipIf(recipes.length === 0)('N2, B10: the published vectors of RFC 7520 and RFC 8037', () => {
  const verifiable = recipes.filter(({ name }) => name in ours);

  it('are all there', () => {
    expect([recipes.length, verifiable.length]).toEqual([names.length, Object.keys(ours).length]);
  });

  it.each(verifiable)(
    'verify with the crypto of Node and with WebCrypto: $title',
    async ({ name, input, output }) => {
      const jwk = publicPart(input.key);
      const compact = output.compact ?? '';
      const at = compact.lastIndexOf('.');
      const [text, signature] = [
        compact.slice(0, at),
        fromBase64Url(compact.slice(at + 1)) ?? new Uint8Array(),
      ];
      const changed = Uint8Array.from(signature, (byte, index) => (index === 7 ? byte ^ 1 : byte));

      for (const make of [signatureVerifier, webVerifier]) {
        const verify = await make(jwk, ours[name]!);
        expect(await verify(text, signature)).toBe(true);
        expect(await verify(`${text}A`, signature)).toBe(false);
        expect(await verify(text, changed)).toBe(false);
      }
    },
  );

  it.each(recipes)(
    'are no token of a shopper, each for its reason: $title',
    async ({ name, input, output }) => {
      const { kid = 'vector-1' } = input.key;
      const key = input.key['kty'] === 'oct' ? input.key : publicPart(input.key);
      const refusal = await refusalOf(output.compact ?? JSON.stringify(output.json_flat ?? output.json), {
        ...key,
        kid,
      });

      expect([refusal.code, refusal.details]).toEqual(['invalid_token', { reason: reasons[name] }]);
    },
  );
});

describe.skipIf(a1 === undefined)('N2, B10: the published vector of RFC 7515 A.1', () => {
  it('is refused, because its key would be a secret that both sides have', async () => {
    const refusal = await refusalOf(a1?.token, { ...a1?.jwk, kid: 'a1' });

    expect(refusal).toMatchObject({ code: 'invalid_token', details: { reason: 'algorithm' } });
  });
});

describe('N2, B10: RFC 7797, a payload that is not encoded', () => {
  it('is refused though it is announced, and though it is not', async () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = { alg: 'EdDSA', kid: 'k', typ: 'at+jwt', b64: false };
    const critical = await refusalOf(`${part({ ...header, crit: ['b64'] })}.${part({})}.AAAA`, { kid: 'k' });
    const plain = await refusalOf(`${part(header)}.$.AAAA`, { kid: 'k' });

    expect(critical.details).toMatchObject({ reason: 'critical' });
    expect(plain.details).toMatchObject({ reason: 'spelling' });
  });
});
