import { createEmitter } from '@fanfare/core';
import { abortedError } from './session/session-errors.js';
import type { AccessOptions, Session, SessionEvents, SessionView } from './session/session.js';
import { untilAborted } from './session/until-aborted.js';

/** What is known of a session before anything is. */
const unknownView: SessionView = { status: 'unknown', signedIn: false, epoch: 0 };
const names: Readonly<Record<keyof SessionEvents, 1>> = { change: 1, refreshed: 1, ended: 1, degraded: 1 };

/**
 * Stands in for a session whose code is loaded by the first call. Nothing of a session is in this page before that, so
 * nothing can be lost.
 *
 * @param load - Brings the session to the call that is named; always the same one.
 */
export function lazySession(load: (call: string) => Promise<Session>): Session {
  const emitter = createEmitter<SessionEvents>();
  let session: Session | undefined;
  let isDestroyed = false;

  const take = (loaded: Session): Session => {
    if (session !== undefined) return session;
    session = loaded;
    for (const name of Object.keys(names) as (keyof SessionEvents)[]) {
      loaded.on(name, (payload) => emitter.emit(name, payload));
    }
    if (isDestroyed) loaded.destroy();
    return loaded;
  };
  const get = async (call: string, { signal }: AccessOptions = {}): Promise<Session> => {
    if (session !== undefined) return session;
    try {
      return take(await untilAborted(load(`session.${call}`), signal));
    } catch (error) {
      throw signal?.aborted === true ? abortedError(error) : error;
    }
  };

  return {
    get state() {
      return session?.state ?? unknownView;
    },
    restore: async () => (await get('restore')).restore(),
    signIn: async (answer) => (await get('signIn')).signIn(answer),
    accessTokenNow: () => session?.accessTokenNow(),
    getAccessToken(options) {
      if (session !== undefined) return session.getAccessToken(options);
      return get('getAccessToken', options).then((loaded) => loaded.getAccessToken(options));
    },
    renew: async (...given) => (await get('renew')).renew(...given),
    refresh: async (spent, options) => (await get('refresh', options)).refresh(spent, options),
    guard: async (run, options) => (await get('guard', options)).guard(run, options),
    swap: async (work) => (await get('swap')).swap(work),
    logout: async () => (await get('logout')).logout(),
    expire: async (accessToken) => (await get('expire')).expire(accessToken),
    on: emitter.on,
    pause: () => session?.pause(),
    destroy() {
      isDestroyed = true;
      session?.destroy();
    },
  };
}
