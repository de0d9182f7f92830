import {
  experienceRoutes,
  type Experience,
  type ExperienceEntry,
  type ExperienceId,
  type RouteResult,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { checkId } from './check-id.js';
import { list, object } from './check/check.js';
import { routeResult } from './check/route-result.js';
import { boolean, id, string, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { textForm } from './forms.js';
import { refusedArgument } from './refused-argument.js';

/** How an experience is routed. */
export interface RouteOptions extends CallOptions {
  /** A code that opens a protected way. @default none */
  readonly accessCode?: string | undefined;
}

/** Reads experiences, and takes the shopper into them. */
export interface Experiences {
  /**
   * Reads an experience; works without a session. Only `id` and `name` of the answer are checked, the rest is
   * handed on as it came: it is for display.
   *
   * @throws `NotFoundError` `not_found`
   */
  get(experienceId: ExperienceId, options?: CallOptions): Promise<Experience>;
  /**
   * Enters an experience; entering again changes nothing.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  enter(experienceId: ExperienceId, options?: CallOptions): Promise<ExperienceEntry>;
  /**
   * Leaves an experience, and every line in it.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  leave(experienceId: ExperienceId, options?: CallOptions): Promise<{ readonly left: boolean }>;
  /**
   * Asks which way the shopper may take. What a journey acts on is checked, the rest is handed on as it came.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`; `TooManyAttemptsError` `too_many_attempts`
   *   after several wrong access codes
   */
  route(experienceId: ExperienceId, options?: RouteOptions): Promise<RouteResult>;
  /**
   * Tells which of up to 100 experiences are not archived; works without a session.
   *
   * @throws `RequestError` `invalid_request`
   */
  archivedStatus(
    experienceIds: readonly ExperienceId[],
    options?: CallOptions,
  ): Promise<{ readonly liveExperienceIds: readonly ExperienceId[] }>;
}

const codeRules: Fits = fits({ forms: { accessCode: textForm(1, 200) } });
const shown = { id, name: string };
const left = object({ left: boolean });
const live = object({ liveExperienceIds: list(id) });
const entry = object({ experienceId: id, enteredAt: timestamp, experience: object(shown) });

/**
 * Creates the part of a client that deals with experiences.
 *
 * @example
 * ```ts
 * import { createExperiences } from '@fanfare/browser/experiences';
 * import { connect } from '@fanfare/browser/session';
 *
 * const experiences = createExperiences(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { name } = await experiences.get('exp_1');
 * ```
 */
export function createExperiences(connection: Connection): Experiences {
  const ask = createAsk(connection);
  const routes = experienceRoutes;

  return {
    get: (id, options) => ask<Experience>(routes.get, { id, check: object(shown), options }),
    enter: (id, options) => ask<ExperienceEntry>(routes.enter, { id, check: entry, options }),
    leave: (id, options) => ask<{ left: boolean }>(routes.leave, { id, check: left, options }),
    async route(id, { accessCode, ...options } = {}) {
      const body = accessCode === undefined ? {} : { accessCode };
      return ask<RouteResult>(routes.route, { id, body, rules: codeRules, check: routeResult, options });
    },
    async archivedStatus(experienceIds, options) {
      const body = { experienceIds: checkIds(experienceIds) };
      return ask<LiveExperiences>(routes.archivedStatus, { body, check: live, options });
    },
  };
}

interface LiveExperiences {
  readonly liveExperienceIds: readonly ExperienceId[];
}

function checkIds(ids: readonly unknown[]): readonly string[] {
  if (!Array.isArray(ids) || ids.length < 1 || ids.length > 100) {
    throw refusedArgument('experiences.archivedStatus takes an array of 1 to 100 ids');
  }
  return ids.map((value, index) => checkId(value, `experiences.archivedStatus: experienceIds[${index}]`));
}
