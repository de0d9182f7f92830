import { SessionError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { notePart } from '../own-parts.js';
import { createTurn } from '../polling/turn.js';
import type { OnChallenge } from './answer-challenge.js';
import type { OnProof } from './ask-for-proof.js';
import { createAct } from './create-act.js';
import { followJourney, type Shown } from './follow-journey.js';
import { createHub } from './hub.js';
import { isTakingPart } from './is-taking-part.js';
import type { JourneyAction } from './journey-actions.js';
import { journeyEvents, wayOf } from './journey-events.js';
import type { JourneyUpdates } from './journey-updates.js';
import { createNeeds } from './needed-proof.js';
import { createRebidMemory } from './rebid-memory.js';
import { createRebidder } from './rebidder.js';
import type { JourneySnapshot } from './snapshot.js';
import type { TabMemory } from './tab-memory.js';
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
  readonly tab: TabMemory;
  readonly onChallenge: () => OnChallenge | undefined;
  readonly onProof: () => OnProof | undefined;
}

/** Creates the engine of a client; it is silent until a journey is opened and used. */
export function createEngine(
  connection: Connection,
  { updates, tab, onChallenge, onProof }: EngineOptions,
): Engine {
  const hub = createHub(connection, updates);
  connection.signal.addEventListener('abort', () => hub.stop());

  const open = (box: ViewBox): RunningJourney => {
    const { events, deviceId, options } = connection;
    const { experienceId } = box.snapshot;
    const ending = new AbortController();
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
    const needs = createNeeds(connection.session);
    const shown: Shown = {
      get snapshot() {
        return box.snapshot;
      },
      get isWatched() {
        return box.isWatched;
      },
      set(next) {
        box.set(needs.mark(rebidder.mark(next)));
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
      bid: (amount) => act('bid', { amount }, { mayAsk: false }),
      turn: createTurn(connection.host.locks, `fanfare:rebid:${options.namespace}:${experienceId}`),
      refresh: () => follower.refresh(),
      session: () => connection.session.state,
      memory: createRebidMemory(tab, experienceId),
      onSet: ({ auctionId, maxAmount }, isRestored) =>
        events.emit('auction:rebid-set', { auctionId, maxAmount, isRestored }),
      onStopped: (auctionId, reason) => events.emit('auction:rebid-stopped', { auctionId, reason }),
    });
    const follower = followJourney({ connection, hub, box: shown });
    const { signal } = ending;
    const act = createAct({
      ...{ connection, experienceId, follower, rebidder, onChallenge, onProof, signal },
      snapshot: () => box.snapshot,
      need(needed) {
        needs.set(needed);
        shown.set(box.snapshot);
      },
    });

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
