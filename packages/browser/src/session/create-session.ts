import type { TabMessage } from '../tabs/tab-message.js';
import { createGuardedCalls } from './guarded-call.js';
import type { AbortCode } from './machine.js';
import { mediated, type Mediated } from './mediated.js';
import { signInRecord } from './records.js';
import { createSessionCore } from './session-core.js';
import type { SessionCore } from './session-core.js';
import { noSessionCode, sessionError } from './session-errors.js';
import { resolveSessionOptions } from './session-options.js';
import { createSessionUpkeep } from './session-upkeep.js';
import type { SessionUpkeep } from './session-upkeep.js';
import type { Session, SessionOptions } from './session.js';
import { createTokenAccess } from './token-access.js';
import type { TokenAccess } from './token-access.js';

/**
 * Creates the session of one shopper, shared by all tabs that use the same store and namespace: their access
 * token stays fresh with one refresh for all of them, and only a definite refusal, a logout or another
 * sign-in ends it.
 *
 * @example
 * ```ts
 * import { createSession, indexedDbTokenStore } from '@fanfare/browser/token-engine';
 * import type { TokenExchange } from '@fanfare/browser';
 *
 * declare const exchange: TokenExchange;
 * const namespace = 'my-shop:test';
 * const session = createSession({ exchange, namespace, store: indexedDbTokenStore({ namespace }) });
 * const view = await session.restore();
 * if (view.signedIn) await session.guard(async (token) => console.log(token.length));
 * ```
 */
export function createSession(options: SessionOptions): Session {
  const resolved = resolveSessionOptions(options);
  const { clock } = resolved;
  const over = new AbortController();
  let announced = { id: '', generation: 0 };
  let restoring: Promise<void> | undefined;

  const onMessage = (message: TabMessage): void => {
    access.exclusive.hear(message);
    if (message.type === 'ended') core.dispatch({ ...message, type: 'endedElsewhere' });
    if (message.type === 'leave') core.dispatch({ type: 'logout' });
    if (message.type !== 'changed') return;
    const { id, generation, revision } = message;
    if (id !== announced.id || generation > announced.generation) announced = { id, generation };
    if (revision !== core.model.record?.revision) void core.sync();
  };

  const core: SessionCore = createSessionCore(resolved, {
    onMessage,
    onStep: () => upkeep.plan(),
    onAbort: (code: AbortCode) => calls.abort(code),
  });

  const restore = async (): Promise<void> => {
    core.dispatch({ type: 'restore' });
    await core.sync();
  };

  const ready = async (): Promise<void> => {
    if (core.model.phase === 'destroyed') return;
    await upkeep.resume();
    const missed = core.model.phase === 'anonymous' && core.store.degraded; // what a store could not say, it may say later
    if (missed) restoring = core.sync();
    await (restoring ??= restore());
  };

  const access: TokenAccess = createTokenAccess({
    core,
    options: resolved,
    ready,
    isPaused: () => upkeep.isPaused,
    announced: (id) => (announced.id === id ? announced.generation : 0),
    signal: over.signal,
  });
  const upkeep: SessionUpkeep = createSessionUpkeep({ core, access, options: resolved });
  const calls = createGuardedCalls({ core: () => core, access: () => access, clock });

  return {
    get state() {
      return core.view;
    },
    get isDegraded() {
      return core.store.degraded;
    },
    async restore() {
      const isFirst = restoring === undefined;
      await ready();
      // Another tab may have signed in a moment ago, and its message may still be on the way.
      if (!isFirst && !core.view.signedIn && core.model.phase !== 'destroyed') await core.sync();
      return core.view;
    },
    async signIn(answer) {
      await ready();
      if (core.model.phase === 'destroyed') throw sessionError('destroyed');
      const now = clock.now();
      const openedAt = (answer as typeof answer & Mediated)[mediated]?.openedAt ?? now; // a member that may be missing
      const record = signInRecord(answer, { epoch: Math.max(core.model.epoch + 1, openedAt), now });
      core.dispatch({ type: 'signedIn', record });
      await core.keep(record);
      if (core.model.record?.id !== record.id) throw sessionError(replacedBy(core));
      return core.view;
    },
    accessTokenNow: access.accessTokenNow,
    getAccessToken: access.getAccessToken,
    refresh: access.refresh,
    renew: access.renew,
    guard: calls.guard,
    swap: calls.swap,
    async logout() {
      // At once, where that can be: the page may be left with the same click, and the client destroyed.
      if (!upkeep.isPaused) core.dispatch({ type: 'logout' });
      await ready();
      core.dispatch({ type: 'logout' });
      await core.buried();
    },
    async expire(accessToken) {
      await ready();
      const token = core.model.record?.accessToken;
      if (accessToken !== undefined && accessToken !== token) return;
      core.dispatch({ type: 'logout', reason: 'expired' });
      await core.buried();
    },
    on: core.emitter.on,
    pause: upkeep.pause,
    destroy() {
      core.dispatch({ type: 'destroy' });
      over.abort(sessionError('destroyed'));
      upkeep.stop();
    },
  };
}

/** Names what became of a sign-in that did not last until it was stored. */
function replacedBy({ model }: SessionCore): AbortCode {
  return model.record === null ? noSessionCode(model) : 'session_replaced';
}
