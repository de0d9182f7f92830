import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { abortedError, sessionError } from '../session/session-errors.js';
import { createTurns } from '../turns.js';
import type { OnChallenge } from './answer-challenge.js';
import { askForProof, type OnProof } from './ask-for-proof.js';
import type { Follower } from './follow-journey.js';
import type { JourneyAction } from './journey-actions.js';
import { neededFor, type NeededProof } from './needed-proof.js';
import { createPerform, type PerformOptions } from './perform.js';
import { readInput } from './read-input.js';
import type { JourneySnapshot } from './snapshot.js';

/** How an action is done. */
export interface ActOptions {
  /** Whether the shopper is there to be asked for what it needs. @default true */
  readonly mayAsk?: boolean;
}

/** Does actions one after another, each on what the one before it left. */
export type ActInTurn = (action: JourneyAction, input: unknown, options?: ActOptions) => Promise<void>;

/** What actions are done with. */
export interface ActParts extends Omit<PerformOptions, 'onChallenge'> {
  readonly follower: Follower;
  readonly snapshot: () => JourneySnapshot;
  /** Shows what the shopper has to prove, or that there is nothing. */
  readonly need: (needed: NeededProof | undefined) => void;
  readonly onChallenge: () => OnChallenge | undefined;
  readonly onProof: () => OnProof | undefined;
}

/** Creates what does the actions of one journey. */
export function createAct(parts: ActParts): ActInTurn {
  const { connection, experienceId, follower, need, signal } = parts;
  const turns = createTurns();
  const who = (): string | undefined => connection.session.state.consumer?.consumerId;
  /** Whose action is under way. */
  let actor: string | undefined;

  /** Between two calls of an action, too, another shopper may come: nothing is done in their name. */
  const insist = (): void => {
    const present = who();
    if (actor !== undefined && present !== undefined && present !== actor) {
      throw sessionError('session_replaced');
    }
  };
  const bound: Connection = {
    ...connection,
    async send(call, options) {
      insist();
      return connection.send(call, options);
    },
  };
  const perform = createPerform({ ...parts, connection: bound });
  const deskOf = (show: (snapshot: JourneySnapshot) => void) => ({
    get snapshot() {
      return parts.snapshot();
    },
    show,
    get waitlists() {
      return follower.waitlists;
    },
    set waitlists(known) {
      follower.waitlists = known;
    },
  });

  const ready = async (): Promise<void> => {
    signal.throwIfAborted();
    await follower.wake();
    signal.throwIfAborted();
  };

  return async (action, input, { mayAsk = true } = {}) => {
    const given = readInput(action, input);
    const asker = who();

    const once = (): Promise<void> => follower.act((show) => perform(action, deskOf(show), given));

    /** Resolves with whether the page had the shopper prove what was wanted. */
    const isProved = async (needed: NeededProof | undefined): Promise<boolean> => {
      const onProof = parts.onProof();
      if (needed === undefined || onProof === undefined || !mayAsk) return false;
      need(needed);
      const signals = [signal, given.options.signal];
      const isDone = await askForProof({ needed, experienceId, onProof, signals });
      if (isDone) await ready(); // a second factor brings a new session, for which the place is looked for anew
      insist();
      return isDone;
    };

    await turns(async () => {
      await ready();
      actor = asker ?? who();
      insist();
      need(undefined);
      try {
        await once().catch(async (error: unknown) => {
          if (!(await isProved(neededFor(error, action)))) throw error;
          need(undefined);
          await once();
        });
      } catch (error) {
        if (isRefusal(error)) await follower.refresh();
        need(neededFor(error, action));
        const { signal: own } = given.options;
        throw own?.aborted === true && !isFanfareError(error) ? abortedError(own.reason) : error;
      }
      // The answer to a bid tells nothing of what the next one has to be.
      if (action === 'bid') await follower.refresh();
    });
  };
}

/** Whether the platform, or the present view, said no: then what is shown is not what is. */
function isRefusal(error: unknown): boolean {
  if (!isFanfareError(error)) return false;
  const { code, status } = error;
  return status === undefined ? code === 'conflict' : status >= 400 && status < 500 && status !== 401;
}
