import type { Clock } from '@fanfare/core';

/** What is used of `sessionStorage`. */
export type RedirectKeep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A sign-in that began in this tab. */
export interface BegunSignIn {
  readonly verifier: string;
  readonly nonce: string;
  readonly redirectUri: string;
  readonly returnTo: string;
  readonly issuer: string | undefined;
}

/** Remembers the sign-in that this tab began last. */
export interface RedirectMemory {
  remember(state: string, begun: BegunSignIn): void;
  /** Returns it and forgets it; `undefined` where the state is not its own, or it began too long ago. */
  take(state: string): BegunSignIn | undefined;
}

const name = 'fanfare:redirect';
/** How long a shopper may take at the provider, in milliseconds. */
const lifeMs = 900_000;

/** Creates the memory of a tab. Another sign-in takes the place of one that was not finished. */
export function createRedirectMemory(options: {
  readonly clock: Clock;
  readonly keep: () => RedirectKeep;
}): RedirectMemory {
  const { clock, keep } = options;
  return {
    remember(state, begun) {
      keep().setItem(name, JSON.stringify({ ...begun, state, at: clock.now() }));
    },
    take(state) {
      const text = keep().getItem(name);
      const kept = read(text);
      if (kept?.state !== state) return undefined; // a link that somebody made up ends no sign-in that is under way
      keep().removeItem(name);
      return Math.abs(clock.now() - kept.at) <= lifeMs ? kept : undefined;
    },
  };
}

type Kept = BegunSignIn & { readonly state: string; readonly at: number };

function read(text: string | null): Kept | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Kept); // written above, in a place that is this tab's alone
  } catch {
    return undefined;
  }
}
