import type { Connection } from '../connection.js';
import { lazyModule } from '../lazy-module.js';
import type { SessionGuard } from './session-guard.js';

/** Watches the session of a client from its first sign-in on, if limits were asked for or a backend keeps it. Before that nothing is loaded, and nothing listens. */
export function guardWhenSignedIn(connection: Connection): void {
  const { options, session, signal } = connection;
  if (options.sessionLimits === undefined && options.cookieMode === undefined) return;
  const load = lazyModule(connection, () => import('./start-guard.js'));
  let starting: Promise<SessionGuard | undefined> | undefined;

  const start = (): void => {
    if (!session.state.signedIn || starting !== undefined || signal.aborted) return;
    starting = load('sessionLimits').then(({ startGuard }) => startGuard(connection));
    starting.then(
      (guard) => signal.addEventListener('abort', () => guard?.stop(), { once: true }),
      () => (starting = undefined), // no network; the next change of the session tries again
    );
  };
  session.on('change', start);
  session.on('refreshed', start);
}
