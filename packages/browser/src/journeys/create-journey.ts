import type { ExperienceId } from '@fanfare/contract';
import { SessionError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createTurns } from '../turns.js';
import { followJourney } from './follow-journey.js';
import { createJourneyActions, type ActionDesk } from './journey-actions.js';
import { journeyEvents } from './journey-events.js';
import type { Journey } from './journey.js';
import { readyView } from './simple-views.js';
import { createViewBox } from './view-box.js';
import type { JourneyView } from './view.js';

/** Which journey, and whom to tell when it is given up. */
export interface JourneyOptions {
  readonly experienceId: ExperienceId;
  readonly onDestroy: () => void;
}

/** Creates the handle of one journey; nothing happens before it is used. */
export function createJourney(connection: Connection, options: JourneyOptions): Journey {
  const { experienceId, onDestroy } = options;
  const { events, deviceId } = connection;
  const actions = createJourneyActions(connection, experienceId);
  const turns = createTurns();
  let isDestroyed = false;
  let releaseDevice = (): void => undefined;

  const box = createViewBox(readyView(experienceId), (before, after) => {
    releaseDevice();
    releaseDevice = takesPart(after) ? deviceId.hold() : () => undefined;
    for (const [name, payload] of journeyEvents(before, after)) events.emit(name, payload as never); // a pair from one table
  });
  const follower = followJourney({ connection, experienceId, box });

  const insist = (): void => {
    if (!isDestroyed) return;
    throw new SessionError('The journey was destroyed. Get it anew from journeys.get.', {
      code: 'destroyed',
    });
  };

  /** One action after another, each on what the one before it left. */
  const act = (work: (desk: ActionDesk) => Promise<void>): Promise<JourneyView> =>
    turns(async () => {
      insist();
      await follower.wake();
      insist();
      await follower.act((show) =>
        work({
          get view() {
            return box.view;
          },
          show,
        }),
      );
      return box.view;
    });

  return {
    experienceId,
    get view() {
      return box.view;
    },
    subscribe(listener) {
      insist();
      const undo = box.subscribe(listener);
      follower.wake().then(follower.replan, () => undefined); // a destroyed client: nothing to follow
      return () => {
        undo();
        follower.replan();
      };
    },
    start: (given) => act((desk) => actions.start(desk, given)),
    reroute: (given) => act((desk) => actions.reroute(desk, given)),
    enter: (given) => act((desk) => actions.enter(desk, given)),
    leave: (given) => act((desk) => actions.leave(desk, given)),
    exit: (given) => act((desk) => actions.exit(desk, given)),
    async refresh() {
      insist();
      await follower.wake();
      await follower.refresh();
      return box.view;
    },
    destroy() {
      if (isDestroyed) return;
      isDestroyed = true;
      follower.stop();
      releaseDevice();
      onDestroy();
    },
  };
}

function takesPart(view: JourneyView): boolean {
  if (view.journeyStage !== 'routed') return false;
  return view.phase === 'participating' || view.phase === 'settling' || view.phase === 'granted';
}
