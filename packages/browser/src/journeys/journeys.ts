import type { ExperienceId } from '@fanfare/contract';
import { checkOptions, describeType } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { lazyModule } from '../lazy-module.js';
import { checkId } from '../resources/check-id.js';
import { refusedArgument } from '../resources/refused-argument.js';
import type { OnChallenge } from './answer-challenge.js';
import type { OnProof } from './ask-for-proof.js';
import { createJourney } from './create-journey.js';
import type { Engine } from './engine.js';
import { isTakingPart } from './is-taking-part.js';
import type { JourneyUpdates } from './journey-updates.js';
import type { Journey } from './journey.js';
import { createTabMemory } from './tab-memory.js';

/** Hands out journeys. */
export interface Journeys {
  /**
   * Returns the journey through an experience: the same one for the same id, until it is destroyed. Nothing is sent.
   *
   * @throws `RequestError` `invalid_request`
   */
  get(experienceId: ExperienceId): Journey;
  /**
   * Has bot checks answered while an action waits: `handler` shows the check and resolves with its token, then the way is
   * asked for once more. Without a handler, and where the answer does not pass, the view is `gated` and holds the
   * `challenge`. The last handler counts.
   *
   * @returns its undo, which is safe to call twice
   * @throws `RequestError` `invalid_request`
   */
  onChallenge(handler: OnChallenge): () => void;
  /**
   * Has the shopper asked for what an action needs besides, while the action waits: `handler` shows a second factor with
   * `auth.stepUp`, or proves the e-mail address with `emailVerification`, and resolves with whether it did; then the action is
   * done once more. Without a handler the action rejects with `step_up_required` or `email_unverified`, and the view holds what
   * is `needed`. The last handler counts.
   *
   * @returns its undo, which is safe to call twice
   * @throws `RequestError` `invalid_request`
   */
  onProof(handler: OnProof): () => void;
  /**
   * Tells whether the shopper stands in line, is in a draw, bids, waits for a result or holds a grant, as far as this tab
   * and the tabs it heard of know. Whoever is in the midst of that must not be signed out for being idle.
   */
  isTakingPart(): boolean;
}

/** How journeys are followed. */
export interface JourneysOptions {
  /** Tells what happens as it happens. @default none: journeys poll */
  readonly updates?: JourneyUpdates | undefined;
}

/**
 * Creates the part of a client that follows shoppers through experiences. What runs a journey is loaded when the first one
 * is used.
 *
 * @throws `OptionsError` `invalid_options`
 * @example
 * ```ts
 * import { createJourneys } from '@fanfare/browser/journeys';
 * import { connect } from '@fanfare/browser/session';
 *
 * const journeys = createJourneys(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const journey = journeys.get('exp_1');
 * const undo = journey.subscribe((view) => console.log(view.journeyStage, Object.keys(view.actions)));
 * ```
 */
export function createJourneys(connection: Connection, options: JourneysOptions = {}): Journeys {
  checkOptions(options, ['updates'], 'createJourneys');
  const { updates = null } = options;
  const open = new Map<ExperienceId, Journey>();
  const asked: { onChallenge?: OnChallenge | undefined; onProof?: OnProof | undefined } = {};
  const tab = createTabMemory(connection.options);
  let engine: Engine | undefined;
  const bring = lazyModule(connection, () => import('./engine.js'));
  const load = async (): Promise<Engine> => {
    const { createEngine } = await bring('journey');
    return (engine ??= createEngine(connection, {
      ...{ updates, tab },
      onChallenge: () => asked.onChallenge,
      onProof: () => asked.onProof,
    }));
  };
  const ask = <Name extends keyof typeof asked>(name: Name, handler: (typeof asked)[Name]): (() => void) => {
    if (typeof handler !== 'function') {
      throw refusedArgument(`journeys.${name} takes a function, not ${describeType(handler)}`);
    }
    asked[name] = handler;
    return () => {
      if (asked[name] === handler) asked[name] = undefined;
    };
  };
  // What a shopper allowed to be bid goes with their session, also where nothing is loaded that would bid.
  connection.session.on('ended', () => tab.clear());
  connection.signal.addEventListener('abort', () => {
    for (const journey of open.values()) journey.destroy();
  });
  return {
    get(experienceId) {
      checkId(experienceId, 'journeys.get: experienceId');
      const found = open.get(experienceId);
      if (found !== undefined) return found;
      connection.signal.throwIfAborted();
      const onDestroy = (): void => void open.delete(experienceId);
      const journey = createJourney(connection, { experienceId, load, onDestroy });
      open.set(experienceId, journey);
      return journey;
    },
    onChallenge: (handler) => ask('onChallenge', handler),
    onProof: (handler) => ask('onProof', handler),
    isTakingPart() {
      const isHere = [...open.values()].some(({ view }) => isTakingPart(view));
      return isHere || engine?.takesPartElsewhere() === true;
    },
  };
}
