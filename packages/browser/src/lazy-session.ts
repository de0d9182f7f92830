import { createEmitter, NetworkError } from '@fanfare/core';
import { abortedError, sessionError } from './session/session-errors.js';
import type { AccessOptions, Session, SessionEvents, SessionView } from './session/session.js';
import { untilAborted } from './session/until-aborted.js';

/** What is known of a session before anything is. */
const unknownView: SessionView = { status: 'unknown', signedIn: false, epoch: 0 };
const signedOut: SessionView = { status: 'signed_out', signedIn: false, epoch: 0, reason: 'logout' };
const names: Readonly<Record<keyof SessionEvents, 1>> = { change: 1, refreshed: 1, ended: 1, degraded: 1 };

/** How a shopper signs out where nothing is loaded. */
export interface UnloadedSignOut {
  /** Brings the session, by one try that does not take long and that the end of the client does not end. */
  loadOnce(): Promise<Session>;
  /** Removes what is kept of the session, unread. */
  forget(): Promise<void>;
}

/**
 * Stands in for a session whose code is loaded by the first call. Nothing of a session is in this page before that, so
 * nothing can be lost.
 *
 * @param load - Brings the session to the call that is named; always the same one.
 * @param unloaded - Signs out where it does not come.
 */
export function lazySession(load: (call: string) => Promise<Session>, unloaded: UnloadedSignOut): Session {
  const emitter = createEmitter<SessionEvents>();
  let session: Session | undefined;
  let view = unknownView;
  let isDestroyed = false;
  const leaving = new Set<Promise<void>>();

  const take = (loaded: Session): Session => {
    if (session !== undefined) return session;
    session = loaded;
    for (const name of Object.keys(names) as (keyof SessionEvents)[]) {
      loaded.on(name, (payload) => emitter.emit(name, payload));
    }
    if (isDestroyed && leaving.size === 0) loaded.destroy();
    return loaded;
  };
  const get = async (call: string, { signal }: AccessOptions = {}): Promise<Session> => {
    if (isDestroyed) throw sessionError('destroyed');
    if (session !== undefined) return session;
    try {
      return take(await untilAborted(load(`session.${call}`), signal));
    } catch (error) {
      throw signal?.aborted === true ? abortedError(error) : error;
    }
  };

  const leave = async (): Promise<void> => {
    if (session === undefined) await unloaded.loadOnce().then(take, forget);
    await session?.logout();
  };

  /** Nobody has to wait for a network to be signed out on this device. */
  const forget = async (): Promise<void> => {
    await unloaded.forget().catch((cause: unknown) => {
      throw new NetworkError(
        'session.logout failed: neither its code nor what is kept of the session could be reached, so the shopper may still be signed in on this device. Check the connection and call again.',
        { code: 'network_error', retryable: true, cause },
      );
    });
    if (session !== undefined || isDestroyed) return;
    view = signedOut;
    emitter.emit('ended', { reason: 'logout' });
    emitter.emit('change', view);
  };

  return {
    get state() {
      return session?.state ?? view;
    },
    get isDegraded() {
      return session?.isDegraded ?? false;
    },
    restore: async () => (await get('restore')).restore(),
    signIn: async (answer) => (await get('signIn')).signIn(answer),
    accessTokenNow: () => (isDestroyed ? undefined : session?.accessTokenNow()),
    getAccessToken(options) {
      if (session !== undefined && !isDestroyed) return session.getAccessToken(options);
      return get('getAccessToken', options).then((loaded) => loaded.getAccessToken(options));
    },
    renew: async (...given) => (await get('renew')).renew(...given),
    refresh: async (spent, options) => (await get('refresh', options)).refresh(spent, options),
    guard: async (run, options) => (await get('guard', options)).guard(run, options),
    swap: async (work) => (await get('swap')).swap(work),
    async logout() {
      if (isDestroyed) throw sessionError('destroyed');
      const left = leave();
      leaving.add(left);
      try {
        await left;
      } finally {
        leaving.delete(left);
        if (isDestroyed) session?.destroy();
      }
    },
    expire: async (accessToken) => (await get('expire')).expire(accessToken),
    on: emitter.on,
    pause: () => session?.pause(),
    destroy() {
      isDestroyed = true;
      if (leaving.size === 0) session?.destroy(); // who signs out with the same click is signed out first
    },
  };
}
