import { parseKey, type Mode } from '@fanfare/contract';
import { describeType, OptionsError } from '@fanfare/core';

/** What the compiler shows where a secret key is given to a page. */
export interface SecretKeyRefused {
  readonly refused: 'A secret key (sk_…) must never reach a page. Pass the publishable key (pk_…) instead.';
}

/**
 * Lets every string pass except one that is known at compile time to be a secret key. A plain `string`, as an
 * environment variable is, passes here and is checked when the client is made.
 */
export type NotSecret<Key extends string> = [Extract<Key, `sk_${string}` | SecretBrand>] extends [never]
  ? unknown
  : SecretKeyRefused;

/** What tells the contract's `SecretKey` from a plain string. */
interface SecretBrand {
  readonly __name?: 'SecretKey';
}

/**
 * Reads the mode off a publishable key.
 *
 * @throws `OptionsError` `invalid_options`, where it is none or of the other mode; the key is not in the message.
 */
export function checkPublishableKey(key: unknown, expectMode: Mode | undefined): Mode {
  if (typeof key !== 'string') {
    throw new OptionsError(`publishableKey must be a string such as pk_live_…, not ${describeType(key)}.`);
  }
  if (/^\s*sk_/i.test(key)) {
    throw new OptionsError(
      'publishableKey got a secret key. A secret key must never reach a page: pass the publishable key (pk_…), ' +
        'and replace the secret key if this page was ever served.',
    );
  }
  const parsed = parseKey(key);
  if (parsed?.kind !== 'publishable') {
    const got = key === '' ? 'an empty string' : 'a string of another form';
    throw new OptionsError(`publishableKey must look like pk_test_… or pk_live_…, not ${got}.`);
  }
  if (expectMode !== undefined && parsed.mode !== expectMode) {
    throw new OptionsError(
      `publishableKey is a ${parsed.mode} key and expectMode is "${expectMode}". Nothing was sent.`,
    );
  }
  return parsed.mode;
}
