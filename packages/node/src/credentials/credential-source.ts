import type { Mode } from '@fanfare/contract';
import { OptionsError } from '@fanfare/core/base';
import type { Secret } from '../secret.js';
import { createSecretSource, modeOf, type SecretKeyOption } from '../secret-source.js';
import { signingKey, type SigningKey } from '../signing/signing-key.js';
import type { Source } from './create-source.js';
import { createEd25519Source, type SigningKeyOption } from './ed25519-source.js';

/** What a server proves itself with. */
export interface Credential {
  /** What signs requests; derived when it is needed. */
  readonly key: () => SigningKey | Promise<SigningKey>;
  /** The secret key itself, where that is what signs. */
  readonly secret: Secret | undefined;
  /** Whether it works on test data or on live data, where that is known. */
  readonly mode: Mode | undefined;
}

/** What a client was given. */
export interface GivenCredentials {
  readonly secretKey: SecretKeyOption | undefined;
  readonly signingKey: SigningKeyOption | undefined;
  readonly expectMode: Mode | undefined;
}

/**
 * Creates the source of what signs requests: a secret key, or an Ed25519 key that is registered with the platform.
 *
 * @throws OptionsError `invalid_options` where both are given, or what is given is wrong.
 */
export function createCredentialSource(given: GivenCredentials): Source<Credential> {
  const { secretKey, signingKey: own, expectMode } = given;
  if (own === undefined) {
    // `secretKey` may be missing: the check says so in the words of the option.
    return mapSource(createSecretSource(secretKey, expectMode), (secret) => ({
      key: () => signingKey(secret),
      secret,
      mode: modeOf(secret),
    }));
  }
  if (secretKey !== undefined)
    throw new OptionsError('Give secretKey or signingKey, not both: one of them signs.');
  return mapSource(createEd25519Source(own), (key) => ({
    key: () => key,
    secret: undefined,
    mode: expectMode,
  }));
}

/** Makes something else of what a source yields, once for each value. */
function mapSource<From extends object, To extends object>(
  source: Source<From>,
  make: (value: From) => To,
): Source<To> {
  const made = new WeakMap<From, To>();
  const origins = new WeakMap<To, From>();
  const of = (value: From): To => {
    const known = made.get(value) ?? make(value);
    made.set(value, known);
    origins.set(known, value);
    return known;
  };
  return {
    read: async () => of(await source.read()),
    async replace(spent) {
      const origin = origins.get(spent);
      return of(origin === undefined ? await source.read() : await source.replace(origin));
    },
    reloadable: source.reloadable,
  };
}
