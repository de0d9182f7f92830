import { parseKey, type Mode, type SecretKey } from '@fanfare/contract';
import { describeType, OptionsError, redactText, singleFlight } from '@fanfare/core/base';
import { Secret } from './secret.js';

/** The secret key, or what asks a secret manager for it. */
export type SecretKeyOption = SecretKey | (() => SecretKey | Promise<SecretKey>);

/** Where the signer gets the secret key from. */
export interface SecretSource {
  /** Returns the secret key; asks the provider the first time only. */
  read(): Promise<Secret>;
  /** Asks the provider for a successor of a key, unless somebody did already. A fixed key stays what it is. */
  replace(spent: Secret): Promise<Secret>;
  /** Whether asking again can yield another key. */
  readonly reloadable: boolean;
}

/**
 * Creates the source of the secret key. A fixed key is checked at once, that of a provider when it is read.
 *
 * @throws OptionsError `invalid_options`, naming what is wrong with the key and never a part of it.
 */
export function createSecretSource(option: SecretKeyOption, expectMode: Mode | undefined): SecretSource {
  if (typeof option !== 'function') {
    const secret = Promise.resolve(checkSecretKey(option, expectMode));
    return { read: () => secret, replace: () => secret, reloadable: false };
  }
  let held: Secret | undefined;
  const ask = singleFlight(async () => {
    held = checkSecretKey(await callProvider(option), expectMode);
    return held;
  });
  return {
    read: async () => held ?? ask(),
    // A call that was refused while another one asked finds the successor here.
    replace: async (spent) => (held === undefined || held === spent ? ask() : held),
    reloadable: true,
  };
}

async function callProvider(provider: () => SecretKey | Promise<SecretKey>): Promise<unknown> {
  try {
    return await provider();
  } catch (error) {
    // Without the cause: nobody knows what a secret manager's client hangs on its errors.
    const what = error instanceof Error ? `${error.name}: ${redactText(error.message)}` : describeType(error);
    throw new OptionsError(`The secretKey provider failed (${what}).`);
  }
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
