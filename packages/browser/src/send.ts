import type { Answer, Call } from '@fanfare/core';
import { isFanfareError } from '@fanfare/core';
import { joinSignals } from './join-signals.js';
import type { Session } from './session/session.js';

/** How a call uses the session. */
export interface SendOptions {
  /** Nobody waits for it, so it does not insist while a failing refresh is backed off. @default `false` */
  readonly isBackground?: boolean;
}

/** What a sender is made of. */
export interface SenderParts {
  readonly session: Session;
  readonly sendAs: (call: Call, accessToken?: string) => Promise<Answer>;
  /** Aborted at the end of all calls. */
  readonly signal: AbortSignal;
}

/** Creates the function that sends calls as the shopper who is signed in. */
export function createSender(parts: SenderParts): (call: Call, options?: SendOptions) => Promise<Answer> {
  const { session, sendAs } = parts;

  const sendSignedIn = (call: Call, { isBackground = false }: SendOptions): Promise<Answer> =>
    session.guard(
      async (token, signal) => {
        const joined = joinSignals([call.signal, signal]);
        try {
          return await sendAs({ ...call, signal: joined.signal }, token);
        } finally {
          joined.release();
        }
      },
      { signal: call.signal, userInitiated: !isBackground },
    );

  return async (call, options = {}) => {
    parts.signal.throwIfAborted();
    const { auth } = call.route;
    if (!auth.some((needed) => needed.includes('consumer'))) return sendAs(call);
    if (auth.every((needed) => needed.includes('consumer'))) return sendSignedIn(call, options);
    // The row takes a token and does without: what everybody may see is not refused to whom we no longer know.
    const { signedIn } = await session.restore();
    if (!signedIn) return sendAs(call);
    return sendSignedIn(call, options).catch((error: unknown) => {
      if (isFanfareError(error) && withoutSession.has(error.code)) return sendAs(call);
      throw error;
    });
  };
}

const withoutSession: ReadonlySet<string> = new Set(['session_expired', 'not_authenticated']);
