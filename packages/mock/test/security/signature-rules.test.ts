import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { publishedVectors } from '../../../node/test/support/published-vectors.js';
import { mockApi, type TestCall } from '../support/mock-api.js';
import { signRequest, type SignOptions } from '../support/sign-request.js';

const rules = publishedVectors('rfc9421/components.json') as
  { readonly mustFail: readonly string[] } | undefined;
const start = Date.parse('2026-11-22T10:00:00Z');
const now = start / 1_000;
const body = { provider: 'shop', issuer: 'https://id.shop.example', subject: 'u-1' };
const everything = [
  '@method',
  '@authority',
  '@path',
  '@query',
  'content-type',
  'content-digest',
  'idempotency-key',
];

/** What is done to a request that would be good; `again` sends it a second time. */
interface Attack {
  readonly sign?: Partial<SignOptions>;
  readonly call?: TestCall;
  readonly drop?: readonly string[];
  readonly again?: boolean;
}
const covering = (...more: string[]): Attack => ({ sign: { components: [...everything, ...more] } });

/** Every rule of the file by its words, so that a new one fails the test until somebody answers it. */
const attacks: Readonly<Record<string, Attack>> = {
  'covered field absent from the message': covering('x-absent'),
  'duplicate component identifier (same name and parameters)': covering('@path'),
  'unknown derived component': covering('@fragment'),
  'unknown component parameter': covering('content-type;new'),
  '"bs" together with "sf" or "key"': covering('content-type;bs;sf'),
  '"req" on a request': covering('@method;req'),
  '@status on a request': covering('@status'),
  // Answers are not signed here; what asks for it is refused as any parameter is.
  '@method on a response without req': covering('@method;req'),
  'dictionary key not in the field': covering('content-digest;key="sha-999"'),
  '@query-param that does not occur': covering('@query-param;name="absent"'),
  '@query-param whose name occurs more than once': covering('@query-param;name="a"'),
  'non-ASCII in the signature base': { call: { headers: { 'content-type': 'application/json; x=é' } } },
  'newline in a derived value': covering('@path\\n'),
  'Signature label without a Signature-Input label (and the reverse)': { drop: ['signature-input'] },
  "alg parameter differing from the key's algorithm": { sign: { alg: 'ed25519' } },
  '@signature-params listed as a component': covering('@signature-params'),
  'unknown keyid': { sign: { keyid: 'AAAAAAAAAAAAAAAAAAAAAA' } },
  'expires in the past': { sign: { created: now - 120, expires: now - 60 } },
  'created in the future beyond skew': { sign: { created: now + 61 } },
  'empty covered components when policy requires some': { sign: { components: [] } },
  'Content-Digest covered but not matching the body': {
    sign: { contentDigest: 'sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:' },
  },
  'Content-Digest absent on a request with a body': {
    sign: { components: everything.filter((name) => name !== 'content-digest') },
    drop: ['content-digest'],
  },
  'body changed': { call: { rawBody: JSON.stringify({ ...body, subject: 'u-2' }) } },
  'same nonce twice': { again: true },
};

/** Sends a signed request, as it was or attacked. */
async function outcomes({ sign, call, drop = [], again = false }: Attack): Promise<(string | undefined)[]> {
  const platform = createMockPlatform({ now: start });
  const secret = platform.world.organizations[0].keys.test.secret;
  const rawBody = JSON.stringify(body);
  const url = `${platform.origin}/consumer/api/auth/external/authorize`;
  const signed = signRequest(secret, { method: 'POST', url, body: rawBody }, { created: now, ...sign });
  const headers = Object.fromEntries(Object.entries(signed).filter(([name]) => !drop.includes(name)));
  const send = async (): Promise<string | undefined> => {
    const given = { rawBody, ...call, headers: { ...headers, ...call?.headers } };
    return (await mockApi(platform).call('auth.authorizeExternal', given)).error;
  };
  const found = [await send(), ...(again ? [await send()] : [])];
  expect(platform.defects).toEqual([]);
  return found;
}

describe('N2, E12: what a verifier of RFC 9421 must refuse', () => {
  it.skipIf(rules === undefined)('is all of the published rules', () => {
    expect(Object.keys(attacks)).toEqual(rules?.mustFail);
  });

  it('is not a request that is good', async () => {
    expect(await outcomes({})).toEqual([undefined]);
  });

  it.each(Object.entries(attacks))('is: %s', async (_, attack) => {
    const found = await outcomes(attack);

    expect(found.at(-1)).toMatch(/^(signature|content_digest|nonce|key)_\w+$/);
    if (attack.again) expect(found[0]).toBeUndefined();
  });
});
