import { parseKey, type Mode, type SecretKey } from '@fanfare/contract';
import { describeType, OptionsError } from '@fanfare/core/base';
import { createSource, type Source } from './credentials/create-source.js';
import type { CredentialStrategy } from './credentials/credential-strategy.js';
import { Secret } from './secret.js';

/** The secret key, what asks a secret manager for it, or a strategy of `@fanfare/node/credentials` that yields one. */
export type SecretKeyOption = SecretKey | (() => SecretKey | Promise<SecretKey>) | CredentialStrategy;

/**
 * Creates the source of the secret key. A fixed key is checked at once, that of a provider or a strategy when it is read.
 *
 * @throws OptionsError `invalid_options`, naming what is wrong with the key and never a part of it.
 */
export function createSecretSource(
  option: SecretKeyOption | undefined,
  expectMode: Mode | undefined,
): Source<Secret> {
  const check = (given: unknown): Secret => checkSecretKey(given, expectMode);
  if (isStrategy(option)) return strategySource(option, check);
  return createSource(option, { name: 'secretKey', check });
}

/** Reads off a secret key whether it works on test data or on live data. */
export function modeOf(secret: Secret): Mode | undefined {
  return parseKey(secret.reveal())?.mode;
}

function isStrategy(option: SecretKeyOption | undefined): option is CredentialStrategy {
  return (
    typeof option === 'object' &&
    (option as CredentialStrategy | null) !== null &&
    typeof option.get === 'function' &&
    typeof option.renew === 'function'
  );
}

/** Asks the strategy at every call, which knows best when its key changes; each of its keys is checked once. */
function strategySource(strategy: CredentialStrategy, check: (given: unknown) => Secret): Source<Secret> {
  const good = new WeakSet<Secret>();
  const checked = (given: Secret): Secret => {
    if (good.has(given)) return given;
    check(given instanceof Secret ? given.reveal() : given); // JavaScript may hand over anything
    good.add(given);
    return given;
  };
  return {
    read: async () => checked(await strategy.get()),
    replace: async (spent) => checked(await strategy.renew(spent)),
    reloadable: true,
  };
}

function checkSecretKey(value: unknown, expectMode: Mode | undefined): Secret {
  if (typeof value !== 'string') {
    throw new OptionsError(`secretKey must be a secret key (sk_…), not ${describeType(value)}.`);
  }
  if (value.trim() !== value) {
    throw new OptionsError(
      'secretKey has white space around it, such as the newline at the end of a file; trim it.',
    );
  }
  const parsed = parseKey(value);
  if (parsed === null)
    throw new OptionsError(
      'secretKey is not a Fanfare key: a secret key looks like sk_… and comes from the dashboard.',
    );
  if (parsed.kind !== 'secret') {
    throw new OptionsError(
      'secretKey is a publishable key (pk_…). A server needs the secret key (sk_…) from the dashboard.',
    );
  }
  if (expectMode !== undefined && parsed.mode !== expectMode) {
    throw new OptionsError(`secretKey is a ${parsed.mode} key, and expectMode wants a ${expectMode} key.`);
  }
  return new Secret(value);
}
