import { isFanfareError, SessionError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { notePart } from '../own-parts.js';
import { createTurn } from '../polling/turn.js';
import { sessionError } from '../session/session-errors.js';
import { createTurns } from '../turns.js';
import type { OnChallenge } from './answer-challenge.js';
import { followJourney, type Shown } from './follow-journey.js';
import { createHub } from './hub.js';
import { isTakingPart } from './is-taking-part.js';
import type { JourneyAction } from './journey-actions.js';
import { journeyEvents, wayOf } from './journey-events.js';
import type { JourneyUpdates } from './journey-updates.js';
import { createPerform } from './perform.js';
import { readInput } from './read-input.js';
import { createRebidMemory } from './rebid-memory.js';
import { createRebidder } from './rebidder.js';
import type { JourneySnapshot } from './snapshot.js';
import type { ViewBox } from './view-box.js';

/** What runs the journeys of a client. It is loaded when the first of them is used. */
export interface Engine {
  open(box: ViewBox): RunningJourney;
  /** Whether the shopper takes part in something that only another tab follows. */
  takesPartElsewhere(): boolean;
}

/** A journey under way. */
export interface RunningJourney {
  wake(): Promise<void>;
  act(action: JourneyAction, input: unknown): Promise<void>;
  refresh(): Promise<void>;
  replan(): void;
  stop(): void;
}

/** What the page brings. */
export interface EngineOptions {
  readonly updates: JourneyUpdates | null;
  readonly onChallenge: () => OnChallenge | undefined;
}

/** Creates the engine of a client; it is silent until a journey is opened and used. */
export function createEngine(connection: Connection, { updates, onChallenge }: EngineOptions): Engine {
  const hub = createHub(connection, updates);
  connection.signal.addEventListener('abort', () => hub.stop());

  const open = (box: ViewBox): RunningJourney => {
    const { events, deviceId, options } = connection;
    const { experienceId } = box.snapshot;
    const ending = new AbortController();
    const turns = createTurns();
    let releaseDevice = (): void => undefined;
    let last = wayOf(box.snapshot);

    box.onChange = (before, after) => {
      releaseDevice();
      releaseDevice = isTakingPart(after) ? deviceId.hold() : (): void => undefined;
      forgetParts(before, after); // whatever an answer to one call said: the journey knows how it went on
      const told = journeyEvents(before, after, last);
      last = wayOf(after) ?? (after.journeyStage === 'ready' ? null : last);
      for (const [name, payload] of told) events.emit(name, payload as never); // a pair of one table
    };
    const forgetParts = (...snapshots: readonly JourneySnapshot[]): void => {
      for (const snapshot of snapshots) {
        if (!('distribution' in snapshot)) continue;
        notePart(connection, { distributionId: snapshot.distribution.id, takesPart: false });
      }
    };
    const shown: Shown = {
      get snapshot() {
        return box.snapshot;
      },
      get isWatched() {
        return box.isWatched;
      },
      set(next) {
        box.set(rebidder.mark(next));
        rebidder.look();
      },
    };
    const rebidder = createRebidder({
      clock: options.clock,
      desk: {
        get snapshot() {
          return box.snapshot;
        },
        show: (snapshot) => shown.set(snapshot),
      },
      bid: (amount) => act('bid', { amount }),
      turn: createTurn(connection.host.locks, `fanfare:rebid:${options.namespace}:${experienceId}`),
      refresh: () => follower.refresh(),
      session: () => connection.session.state,
      memory: createRebidMemory(connection, experienceId),
      onSet: ({ auctionId, maxAmount }, isRestored) =>
        events.emit('auction:rebid-set', { auctionId, maxAmount, isRestored }),
      onStopped: (auctionId, reason) => events.emit('auction:rebid-stopped', { auctionId, reason }),
    });
    const follower = followJourney({ connection, hub, box: shown });
    const { signal } = ending;
    const who = (): string | undefined => connection.session.state.consumer?.consumerId;
    /** Whose action is under way. */
    let actor: string | undefined;
    /** Between two calls of an action, too, another shopper may come: nothing is done in their name. */
    const insist = (): void => {
      if (actor !== undefined && who() !== undefined && who() !== actor)
        throw sessionError('session_replaced');
    };
    const bound: Connection = {
      ...connection,
      async send(call, given) {
        insist();
        return connection.send(call, given);
      },
    };
    const perform = createPerform({ connection: bound, experienceId, rebidder, onChallenge, signal });

    /** One action after another, each on what the one before it left. */
    const act = async (action: JourneyAction, input: unknown): Promise<void> => {
      const given = readInput(action, input);
      const asker = who();
      await turns(async () => {
        signal.throwIfAborted();
        await follower.wake();
        signal.throwIfAborted();
        actor = asker ?? who();
        insist();
        const run = (show: (snapshot: JourneySnapshot) => void): Promise<void> => {
          const desk = {
            get snapshot() {
              return box.snapshot;
            },
            show,
            get waitlists() {
              return follower.waitlists;
            },
            set waitlists(known) {
              follower.waitlists = known;
            },
          };
          return perform(action, desk, given);
        };
        try {
          await follower.act(run);
        } catch (error) {
          if (isRefusal(error)) await follower.refresh();
          throw error;
        }
        // The answer to a bid tells nothing of what the next one has to be.
        if (action === 'bid') await follower.refresh();
      });
    };

    return {
      wake: () => follower.wake(),
      act,
      async refresh() {
        await follower.wake();
        await follower.refresh();
      },
      replan: () => follower.replan(),
      stop() {
        ending.abort(destroyed());
        follower.stop();
        rebidder.stop();
        releaseDevice();
        forgetParts(box.snapshot);
        box.onChange = () => undefined;
      },
    };
  };

  return { open, takesPartElsewhere: () => hub.takesPartElsewhere() };
}

/** Makes the error of a journey that was given up. */
function destroyed(): SessionError {
  return new SessionError('The journey was destroyed. Get it anew from journeys.get.', { code: 'destroyed' });
}

/** Whether the platform, or the present view, said no: then what is shown is not what is. */
function isRefusal(error: unknown): boolean {
  if (!isFanfareError(error)) return false;
  const { code, status } = error;
  return status === undefined ? code === 'conflict' : status >= 400 && status < 500 && status !== 401;
}
