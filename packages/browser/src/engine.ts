import type { Answer, Call, Clock, Emitter } from '@fanfare/core';
import { createPageRefusals, createPageTransport, type RefusalReader } from '@fanfare/core/page';
import { createTokenExchange, type SendAs } from './auth/token-exchange.js';
import { createConnectionWatch } from './connection-watch.js';
import type { CookieModeTools } from './cookie-mode/cookie-mode-tools.js';
import { createCookieSeam } from './cookie-mode/create-cookie-seam.js';
import { readPageSession, readPageTokens } from './cookie-mode/read-page-session.js';
import type { DeviceId } from './device-id.js';
import { openProofs } from './dpop/open-proofs.js';
import { createPossession, type Possession } from './dpop/possession.js';
import type { ClientEvents } from './events.js';
import type { Host } from './host.js';
import { joinSignals } from './join-signals.js';
import { lazyModule } from './lazy-module.js';
import { openStore } from './open-store.js';
import type { ResolvedOptions } from './options.js';
import { browserClock } from './session/browser-clock.js';
import { createSession } from './session/create-session.js';
import { mediated } from './session/mediated.js';
import type { Session } from './session/session.js';
import { isTabMessage } from './tabs/tab-message.js';
import { createKeyedTransport } from './transport.js';

/** What sends calls and keeps the session: whole from its first moment on, or not there. */
export interface Engine {
  readonly session: Session;
  readonly possession: Possession;
  /** Reads what the platform refuses with, for what sends its requests by itself. */
  readonly refusals: RefusalReader;
  /** Sends a call with exactly the token that is given, or none. */
  sendAs(call: Call, accessToken?: string): Promise<Answer>;
  /** Sends a call without a token, once, and also where the client is over; it sets no timer. */
  sendLast(call: Call): Promise<Answer>;
}

/** What an engine is made of. */
export interface EngineParts {
  readonly options: ResolvedOptions;
  readonly host: Host;
  readonly events: Emitter<ClientEvents>;
  readonly deviceId: DeviceId;
  /** Aborted at the end of all calls. */
  readonly signal: AbortSignal;
}

/** Creates the engine of a connection. */
export function createEngine({ options, host, events, deviceId, signal }: EngineParts): Engine {
  const { givenClock, namespace, random } = options;
  const clock = givenClock ?? browserClock;
  const watch = createConnectionWatch(events);
  const refusals = createPageRefusals(options);
  const possession = createPossession({
    binds: () => options.bindsTokens && canKeepKeys(options),
    clock,
    proofs: openProofs({ namespace, isInMemory: options.store === 'memory', clock: options.clock }),
    onLost: (accessToken) => void session.expire(accessToken),
  });
  const transport = createKeyedTransport(options, { possession, refusals });
  const cookies = lazyModule({ options, signal }, () => import('./cookie-mode/open-cookie-mode.js'));
  const seam = createCookieSeam(options.cookieMode, {
    channel: host.channel,
    load: async () => {
      const { openCookieMode } = await cookies('cookieMode');
      return openCookieMode({ options, host, isTakingPart: () => deviceId.isHeld, signal, tools });
    },
  });
  const send: SendAs = (call, accessToken) =>
    seam?.send(call, accessToken) ?? transport.send(call, accessToken);

  const sendAs = async (call: Call, accessToken?: string): Promise<Answer> => {
    signal.throwIfAborted();
    const joined = joinSignals([call.signal, signal]);
    try {
      const answer = await send({ ...call, signal: joined.signal }, accessToken);
      watch.answered();
      return answer;
    } catch (error) {
      watch.failed(error);
      throw error;
    } finally {
      joined.release();
    }
  };

  const session: Session = createSession({
    exchange: createTokenExchange(sendAs, send),
    namespace,
    store: seam?.store ?? openStore(options, host),
    random,
    page: host.page,
    locks: host.locks,
    channel: seam === undefined ? host.channel : seam.channel,
    ...(seam !== undefined && { storeTimes: seam.storeTimes }),
    onToken: possession.follow,
    clock,
  });
  const sendLast = (call: Call): Promise<Answer> =>
    createKeyedTransport({ ...options, clock: withoutTimers(clock) }, { possession, refusals }).send({
      ...{ ...call, keepalive: true, maxRetries: 0 },
    });

  return { session, possession, refusals, sendAs, sendLast };
}

/** What cookie mode is given of this file. */
const tools: CookieModeTools = {
  createTransport: createPageTransport,
  readPageSession,
  readPageTokens,
  isTabMessage,
  mediated,
};

/** Nobody waits for what is sent last: the browser ends it, and the client leaves nothing behind. */
function withoutTimers({ now }: Clock): Clock {
  return { now: () => now(), setTimeout: () => () => undefined };
}

/** Asked for at the moment of a sign-in: a page that is no secure context has no WebCrypto, a server no database. */
function canKeepKeys({ store }: ResolvedOptions): boolean {
  const { crypto, indexedDB } = globalThis as Partial<typeof globalThis>; // in a page either may be missing
  return crypto?.subtle !== undefined && (store === 'memory' || indexedDB !== undefined);
}
