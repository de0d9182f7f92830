import { drawRoutes, type Draw, type DrawId, type DrawState } from '@fanfare/contract';
import { renewState } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { deviceHeader } from './device-header.js';
import { distribution } from './check/distribution.js';
import { drawState } from './check/draw-state.js';
import { orUnknown, type UnknownState } from './unknown-state.js';

/** Where a shopper stands in a draw, with an arm for what a newer platform may answer. */
export type AnyDrawState = DrawState | UnknownState;

/** Reads draws, and takes the shopper into them and out again. */
export interface Draws {
  /**
   * Reads a draw; works without a session. Only `id` and `name` of the answer are checked, the rest is handed on as
   * it came: it is for display.
   *
   * @throws `NotFoundError` `not_found`
   */
  get(drawId: DrawId, options?: CallOptions): Promise<Draw>;
  /**
   * Enters a draw; entering again changes nothing. Tells the platform the device id.
   *
   * @throws `SessionError` `not_authenticated`; `RateLimitError` `not_open`; `FanfareError` `distribution_closed`;
   *   `PermissionError` `forbidden`
   */
  enter(drawId: DrawId, options?: CallOptions): Promise<AnyDrawState>;
  /**
   * Leaves a draw, which is possible until it is drawn.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`; `ConflictError` `conflict`
   */
  leave(drawId: DrawId, options?: CallOptions): Promise<AnyDrawState>;
  /**
   * Asks where the shopper stands. A `WON` answer holds the grant: hand it to your backend in a body, log it nowhere.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  status(drawId: DrawId, options?: CallOptions): Promise<AnyDrawState>;
}

const known: readonly DrawState['status'][] = [
  'ENTERED',
  'NOT_ENTERED',
  'WON',
  'COMPLETED',
  'DENIED',
  'LOST',
];
const state = { check: drawState, renew: renewState };

/**
 * Creates the part of a client that deals with draws.
 *
 * @example
 * ```ts
 * import { createDraws } from '@fanfare/browser/draws';
 * import { connect } from '@fanfare/browser/session';
 *
 * const draws = createDraws(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const state = await draws.enter('draw_1');
 * if (state.status === 'ENTERED') console.log('good luck');
 * ```
 */
export function createDraws(connection: Connection): Draws {
  const { events } = connection;
  const ask = createAsk(connection);

  return {
    get: (id, options) => ask<Draw>(drawRoutes.get, { id, check: distribution, options }),
    async enter(id, options) {
      const extra = (): Record<string, string> => deviceHeader(connection);
      const entered = await ask<DrawState>(drawRoutes.enter, { id, ...state, headers: extra, options });
      events.emit('draw:entered', { drawId: id });
      return orUnknown(entered, known);
    },
    async leave(id, options) {
      const left = await ask<DrawState>(drawRoutes.leave, { id, ...state, options });
      events.emit('draw:left', { drawId: id });
      return orUnknown(left, known);
    },
    status: async (id, options) =>
      orUnknown(await ask<DrawState>(drawRoutes.status, { id, ...state, options }), known),
  };
}
