import type { ExperienceId } from '@fanfare/contract';
import { backoff, describeType, SessionError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { refusedArgument } from '../resources/refused-argument.js';
import type { Engine, RunningJourney } from './engine.js';
import type { JourneyAction } from './journey-actions.js';
import type { Journey } from './journey.js';
import { readySnapshot } from './ready-snapshot.js';
import { createViewBox } from './view-box.js';
import type { JourneyView } from './view.js';

/** Which journey, what runs it, and whom to tell when it is given up. */
export interface JourneyOptions {
  readonly experienceId: ExperienceId;
  /** Loads what runs journeys. */
  readonly load: () => Promise<Engine>;
  readonly onDestroy: () => void;
}

/** How long a page that watches waits before it tries to load again, in milliseconds. */
const waits = { baseMs: 4_000, capMs: 30_000 };

/** Creates the handle of one journey; nothing happens before it is used. */
export function createJourney(connection: Connection, options: JourneyOptions): Journey {
  const { experienceId, load, onDestroy } = options;
  const { events } = connection;
  const { clock, random } = connection.options;
  let running: RunningJourney | undefined;
  let isDestroyed = false;
  let failures = 0;
  let cancelRetry = (): void => undefined;

  const insist = (): void => {
    if (!isDestroyed) return;
    throw new SessionError('The journey was destroyed. Get it anew from journeys.get.', {
      code: 'destroyed',
    });
  };

  const run = async (): Promise<RunningJourney> => {
    insist();
    if (running !== undefined) return running;
    let engine: Engine;
    try {
      engine = await load();
    } catch (error) {
      const code = 'network_error';
      if (!isDestroyed && box.snapshot.problem === null) events.emit('journey:error', { experienceId, code });
      if (!isDestroyed) box.set({ ...box.snapshot, problem: code });
      throw error;
    }
    insist();
    failures = 0;
    box.set({ ...box.snapshot, problem: null });
    return (running ??= engine.open(box));
  };

  const act = async (action: JourneyAction, input: unknown): Promise<JourneyView> => {
    await (await run()).act(action, input);
    return box.view;
  };

  const box = createViewBox(readySnapshot(experienceId), act);

  /** Keeps whoever watches up to date, as soon as that is possible. */
  const follow = async (): Promise<void> => {
    cancelRetry();
    try {
      const journey = await run();
      await journey.wake();
      journey.replan();
    } catch {
      // What runs the journey is still missing, or the client is destroyed: then there is nothing to follow.
      if (isDestroyed || running !== undefined || connection.signal.aborted || !box.isWatched) return;
      failures += 1;
      cancelRetry = clock.setTimeout(() => void follow(), backoff({ attempt: failures, ...waits, random }));
    }
  };

  return {
    experienceId,
    get view() {
      return box.view;
    },
    subscribe(listener) {
      insist();
      if (typeof listener !== 'function') {
        throw refusedArgument(`journey.subscribe takes a function, not ${describeType(listener)}`);
      }
      const undo = box.subscribe(listener);
      void follow();
      return () => {
        undo();
        running?.replan();
      };
    },
    start: (given) => act('start', given),
    reroute: (given) => act('reroute', given),
    enter: (given) => act('enter', given),
    leave: (given) => act('leave', given),
    exit: (given) => act('exit', given),
    async refresh() {
      await (await run()).refresh();
      return box.view;
    },
    destroy() {
      if (isDestroyed) return;
      isDestroyed = true;
      cancelRetry();
      running?.stop();
      onDestroy();
    },
  };
}
