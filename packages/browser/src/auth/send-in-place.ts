import { isFanfareError, type Answer, type Call } from '@fanfare/core';
import { readAuthSession } from '../guards/read-auth-session.js';
import type { Guard } from '../session/session.js';
import type { SignIns } from './sign-in.js';
import type { SendAs } from './token-exchange.js';

/** What a call that replaces a session is sent with. */
export interface SendInPlaceParts {
  /** The guard of the swap that the call is. */
  readonly guard: Guard;
  readonly sendAs: SendAs;
  readonly signIns: Pick<SignIns, 'discard'>;
  /** What to do where the session is over before the call was sent. @default the call fails */
  readonly withoutSession?: () => Promise<Answer>;
}

const over: ReadonlySet<string> = new Set(['not_authenticated', 'session_expired']);

/**
 * Sends a call with the token of the session that it replaces. Sent once, for the code in it may work once: where the token
 * is refused, the session mends itself, and the shopper decides on another try.
 */
export async function sendInPlace(call: Call, parts: SendInPlaceParts): Promise<Answer> {
  const { guard, sendAs, signIns, withoutSession } = parts;
  let sent: Promise<Answer> | undefined;
  try {
    return await guard((token) => (sent ??= sendAs(call, token)), {
      signal: call.signal,
      userInitiated: true,
    });
  } catch (error) {
    const code = isFanfareError(error) ? error.code : '';
    if (sent === undefined) {
      if (withoutSession !== undefined && over.has(code)) return withoutSession();
      throw error;
    }
    // Another tab found out that the old session is over before the answer that ended it arrived here.
    if (code === 'session_expired') return sent;
    sent.then((answer) => signIns.discard(readAuthSession(answer, call.route))).catch(() => undefined);
    throw error;
  }
}
