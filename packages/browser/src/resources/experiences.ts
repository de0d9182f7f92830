import {
  experienceRoutes,
  type Experience,
  type ExperienceEntry,
  type ExperienceId,
  type Route,
  type RouteResult,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { checkCallOptions, type CallOptions } from './call-options.js';
import { checkId } from './check-id.js';
import { list, object, type Check } from './check/check.js';
import { routeResult } from './check/route-result.js';
import { boolean, id, string, timestamp } from './check/shapes.js';
import { readAnswer } from './read-answer.js';
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
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
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
  const { send } = connection;
  const routes = experienceRoutes;

  const ask = async (route: Route, experienceId: ExperienceId, more: Asking): Promise<unknown> => {
    const params = { experienceId: checkId(experienceId, `${route.id}: experienceId`) };
    const { check, body, options } = more;
    const answer = await send({ ...checkCallOptions(options, route.id), route, params, body });
    return readAnswer(answer, { route, check });
  };

  return {
    async get(experienceId, options) {
      return (await ask(routes.get, experienceId, { check: object(shown), options })) as Experience; // as documented
    },
    async enter(experienceId, options) {
      return (await ask(routes.enter, experienceId, { check: entry, options })) as ExperienceEntry; // as documented
    },
    async leave(experienceId, options) {
      return (await ask(routes.leave, experienceId, { check: left, options })) as { left: boolean }; // checked
    },
    async route(experienceId, { accessCode, ...options } = {}) {
      checkAccessCode(accessCode);
      const body = accessCode === undefined ? {} : { accessCode };
      return (await ask(routes.route, experienceId, { check: routeResult, body, options })) as RouteResult; // as documented
    },
    async archivedStatus(experienceIds, options) {
      const route = routes.archivedStatus;
      const body = { experienceIds: checkIds(experienceIds) };
      const answer = await send({ ...checkCallOptions(options, route.id), route, body });
      return readAnswer(answer, { route, check: live }) as { liveExperienceIds: string[] }; // checked
    },
  };
}

interface Asking {
  readonly check: Check;
  readonly body?: unknown;
  readonly options: CallOptions | undefined;
}

function checkAccessCode(code: unknown): void {
  if (code === undefined || (typeof code === 'string' && code.length >= 1 && code.length <= 200)) return;
  throw refusedArgument('experiences.route: accessCode must be a string of 1 to 200 characters');
}

function checkIds(ids: readonly unknown[]): readonly string[] {
  if (!Array.isArray(ids) || ids.length < 1 || ids.length > 100) {
    throw refusedArgument('experiences.archivedStatus takes an array of 1 to 100 ids');
  }
  return ids.map((value, index) => checkId(value, `experiences.archivedStatus: experienceIds[${index}]`));
}
