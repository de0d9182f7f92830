import type { ProfileName } from '@fanfare/contract';
import type { WorldKeys } from '@fanfare/mock';
import type { TestCall } from '../mock-api.js';

/** What a caller shows of itself. */
export type Shown =
  'none' | 'pk' | 'signed' | 'bearer sk' | 'consumer' | 'pk and consumer' | 'pk and bearer sk';

/** Every combination that the platform tells apart. */
export const shownCredentials: readonly Shown[] = [
  'none',
  'pk',
  'signed',
  'bearer sk',
  'consumer',
  'pk and consumer',
  'pk and bearer sk',
];

/** What a caller has. */
export interface Wallet {
  readonly keys: WorldKeys;
  /** The access token of a consumer. */
  readonly token: string;
}

/** Puts credentials on a call. */
export function credentialsOf(shown: Shown, { keys, token }: Wallet): TestCall {
  const { publishable: pk, secret } = keys;
  const calls: Readonly<Record<Shown, TestCall>> = {
    none: {},
    pk: { pk },
    signed: { signedBy: secret },
    'bearer sk': { sk: secret },
    consumer: { token },
    'pk and consumer': { pk, token },
    'pk and bearer sk': { pk, sk: secret },
  };
  return calls[shown];
}

/** How a merchant's server shows who it is. */
export function merchantShows(profile: ProfileName): Shown {
  return profile === 'hosted' ? 'bearer sk' : 'signed';
}
