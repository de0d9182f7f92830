import { configRoutes } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { watchSession, type SessionGuard } from './session-guard.js';
import { merchantSessionLimits, type SessionLimits } from './session-limits.js';
import { sharedTimes } from './shared-times.js';

/**
 * Starts to watch the session of a client; `undefined` where nothing limits it. Where the limits are those of the platform it
 * has the last word as well: it knows whether the shopper takes part in something, on whatever device.
 */
export async function startGuard(connection: Connection): Promise<SessionGuard | undefined> {
  const { options, session, host, events, deviceId, signal } = connection;
  const { clock, namespace, cookieMode } = options;
  const given = options.sessionLimits ?? (cookieMode === undefined ? undefined : merchantSessionLimits);
  const isPlatform = given === 'platform';
  const limits = isPlatform ? await platformLimits(connection) : (given ?? {});
  signal.throwIfAborted();
  if (limits.idleMs === undefined && limits.absoluteMs === undefined) return undefined;
  const { activity } = options.environment;
  return watchSession({
    session,
    limits,
    clock,
    page: host.page,
    times: sharedTimes({ namespace, keep: () => host.keep(), now: () => clock.now() }),
    ...(activity !== undefined && { activity }),
    isTakingPart: () => deviceId.isHeld,
    // A refresh is refused with what ends a session, or answered; it is not activity.
    ...((isPlatform || cookieMode !== undefined) && {
      mayEnd: async () => session.refresh(await session.getAccessToken()).then(() => false),
    }),
    onWarning: ({ reason, endsAt }) =>
      events.emit('auth:timeout-warning', { reason, endsAt: new Date(endsAt).toISOString() }),
  });
}

async function platformLimits({ sendAs }: Connection): Promise<SessionLimits> {
  const { data } = await sendAs({ route: configRoutes.get });
  const { session } = Object(data) as { readonly session?: unknown }; // any members, or none; likewise below
  const { idleSeconds, absoluteSeconds } = Object(session) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof idleSeconds === 'number' && { idleMs: idleSeconds * 1_000 }),
    ...(typeof absoluteSeconds === 'number' && { absoluteMs: absoluteSeconds * 1_000 }),
  };
}
