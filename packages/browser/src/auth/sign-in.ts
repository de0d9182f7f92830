import type { AuthSession } from '@fanfare/contract';
import { AbortedError, isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import type { ClientEvents } from '../events.js';
import type { SessionView } from '../session/session.js';
import { createTokenExchange } from './token-exchange.js';
import { createTurns } from '../turns.js';

/** Which call signs in. */
export type SignInContext = ClientEvents['auth:error']['context'];

/** Makes the session of an answer the present one. */
export type Commit = (answer: AuthSession) => Promise<SessionView>;

/** Lets sign-ins happen one after another. */
export interface SignIns {
  /** Runs a sign-in when those before it are done, so that a code that is verified takes along the guest that was being made. */
  run(context: SignInContext, attempt: (commit: Commit) => Promise<SessionView>): Promise<SessionView>;
  /** Ends a session that nobody will use; whether that worked changes nothing here. */
  discard(answer: AuthSession): void;
  /** Gives up those that are under way: what they still bring is ended at once. */
  cancel(): void;
}

/** Creates the queue of sign-ins of a client. */
export function createSignIns(connection: Connection): SignIns {
  const { session, sendAs, events, signal } = connection;
  const exchange = createTokenExchange(sendAs);
  let turns = createTurns();
  let generation = 0;

  const discard = (answer: AuthSession): void => {
    exchange.revoke(answer.accessToken, signal).catch(() => undefined);
  };

  return {
    discard,
    run(context, attempt) {
      const own = generation;
      const insist = (): void => {
        if (own === generation) return;
        throw new AbortedError(`auth.${context} was given up, because the shopper signed out meanwhile.`, {
          code: 'aborted',
        });
      };
      return turns(async () => {
        try {
          insist();
          return await attempt(async (answer) => {
            if (own !== generation) discard(answer);
            insist();
            return session.signIn(answer);
          });
        } catch (error) {
          if (isFanfareError(error)) events.emit('auth:error', { context, code: error.code });
          throw error;
        }
      });
    },
    cancel() {
      generation += 1;
      turns = createTurns();
    },
  };
}
