import type { Answer, Call } from '@fanfare/core';
import { isFanfareError } from '@fanfare/core';
import { joinSignals } from '../join-signals.js';
import type { Guard, Session } from '../session/session.js';
import type { SendAs } from './token-exchange.js';

const over: ReadonlySet<string> = new Set(['not_authenticated', 'session_expired']);

/** What a sign-in is sent with. */
export interface SendAsGuestParts {
  readonly session: Session;
  /** The guard of the swap that the sign-in is. */
  readonly guard: Guard;
  readonly sendAs: SendAs;
}

/**
 * Sends a sign-in with the token of the guest who makes it, so that the platform moves the guest's place in
 * line to the new identity. Sent once: where the token is refused, the session mends itself, and the shopper
 * decides on another try.
 */
export async function sendAsGuest(call: Call, parts: SendAsGuestParts): Promise<Answer> {
  const { session, guard, sendAs } = parts;
  const { signedIn, consumer } = await session.restore();
  if (!signedIn || consumer?.type !== 'guest') return sendAs(call);
  let sent: { readonly failure?: unknown } | undefined;
  const sendOnce = async (token: string, signal: AbortSignal): Promise<Answer> => {
    if (sent !== undefined) throw sent.failure;
    sent = {};
    const joined = joinSignals([call.signal, signal]);
    try {
      return await sendAs({ ...call, signal: joined.signal }, token);
    } catch (failure) {
      sent = { failure };
      throw failure;
    } finally {
      joined.release();
    }
  };
  try {
    return await guard(sendOnce, { signal: call.signal, userInitiated: true });
  } catch (error) {
    if (sent !== undefined) throw sent.failure ?? error;
    if (isFanfareError(error) && over.has(error.code)) return sendAs(call); // the guest is gone, the shopper is not
    throw error;
  }
}
