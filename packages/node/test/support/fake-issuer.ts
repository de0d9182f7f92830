import { onTestFinished } from 'vitest';
import { recordingServer, type Reply } from './recording-server.js';
import { makeToken, testKey, type TestKey } from './token-maker.js';

/** An OpenID provider on a port of its own. */
export interface FakeIssuer {
  readonly issuer: string;
  readonly keys: readonly TestKey[];
  /** Makes a token of it; what is `undefined` is left out. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>, key?: TestKey): string;
  /** What its addresses answer; a test changes it. */
  readonly answers: { configuration: Reply; keys: Reply };
  /** How often each address was asked. */
  asked(): { readonly configuration: number; readonly keys: number };
}

/** Opens an issuer whose name ends with a slash or not, and that signs with the given algorithm. */
export async function fakeIssuer(
  now: () => number,
  { alg = 'RS256', slash = '' }: { readonly alg?: TestKey['alg']; readonly slash?: '' | '/' } = {},
): Promise<FakeIssuer> {
  const key = testKey(alg, 'idp-1');
  const paths: string[] = [];
  const state = {} as { configuration: Reply; keys: Reply };
  const server = await recordingServer(({ target }) => {
    paths.push(target);
    return target === '/.well-known/openid-configuration' ? state.configuration : state.keys;
  });
  onTestFinished(() => server.close());
  const issuer = server.url + slash;
  state.configuration = { json: { issuer, jwks_uri: `${server.url}/keys?tenant=1` } };
  state.keys = { json: { keys: [key.jwk] } };
  const count = (path: string): number => paths.filter((target) => target.startsWith(path)).length;
  return {
    issuer,
    keys: [key],
    answers: state,
    asked: () => ({ configuration: count('/.well-known'), keys: count('/keys') }),
    token(claims = {}, header = {}, signer = key) {
      const iat = Math.floor(now() / 1_000);
      return makeToken(
        signer,
        { alg: signer.alg, kid: signer.kid, typ: 'JWT', ...header },
        { iss: issuer, aud: 'shop', sub: 'user-42', iat, exp: iat + 3_600, ...claims },
      );
    },
  };
}
