import {
  createEmitter,
  SessionError,
  type Answer,
  type Call,
  type Emitter,
  type ErrorAnswer,
  type NormalizedError,
} from '@fanfare/core';
import { announceSession } from './auth/announce-session.js';
import { createConsentGate, type ConsentGate } from './consent-gate.js';
import { createDeviceId, type DeviceId } from './device-id.js';
import type { Possession } from './dpop/possession.js';
import type { Engine } from './engine.js';
import type { ClientEvents } from './events.js';
import { createHost, type Host } from './host.js';
import { importEngine } from './import-engine.js';
import { lazyModule } from './lazy-module.js';
import { lazySession } from './lazy-session.js';
import { resolveOptions, type FanfareClientOptions, type ResolvedOptions } from './options.js';
import type { NotSecret } from './publishable-key.js';
import { forgetDevice } from './resources/forget-device.js';
import { createSender, type SendOptions } from './send.js';
import { guardWhenSignedIn } from './session-guard/guard-when-signed-in.js';
import type { Session } from './session/session.js';
import { untilIdle } from './until-idle.js';
import { withDeadline } from './session/with-deadline.js';
import { forgetSession } from './stores/forget-session.js';

/**
 * What all parts of a client share: the key, one session, one way out. Make one with {@link connect} and hand
 * it to the parts that a page needs.
 */
export interface Connection {
  readonly options: ResolvedOptions;
  readonly session: Session;
  readonly events: Emitter<ClientEvents>;
  readonly deviceId: DeviceId;
  /** What the shopper agreed to, where `requireConsent` asks for it. */
  readonly consent: ConsentGate;
  readonly host: Host;
  /** Shows access tokens, with a proof where they are bound to a key. */
  readonly possession: Possession;
  /** Reads what the platform refuses with, for what sends its requests by itself. */
  readRefusal(answer: ErrorAnswer, signal: AbortSignal): Promise<NormalizedError>;
  /** Aborted when the connection is destroyed. */
  readonly signal: AbortSignal;
  /**
   * Loads what sends calls and keeps the session, some 16 kB, as soon as the page is idle, so that the first call does not wait
   * for it. Sends nothing to the platform, and does nothing on a server. Never rejects: what cannot be loaded now, the first call
   * asks for again.
   */
  preload(): Promise<void>;
  /** Sends a call with the shopper's access token where its row takes one and there is a session. */
  send(call: Call, options?: SendOptions): Promise<Answer>;
  /** Sends a call with exactly the token that is given, or none. */
  sendAs(call: Call, accessToken?: string): Promise<Answer>;
  /** Sends a call without a token, once, with `keepalive`, also where the connection is destroyed; it leaves no timer. */
  sendLast(call: Call): Promise<Answer>;
  /**
   * Stops everything for good, but for a logout that the platform has yet to hear of, and events that wait; the tokens stay in the
   * store. Safe to call twice.
   */
  destroy(): void;
}

/** How long a sign-out waits for the code that can also tell the platform, in milliseconds. */
const signOutMs = 2_000;

/**
 * Connects to the platform as a page of one shop. Does nothing by itself: no request, no timer, no storage access; what
 * sends calls and keeps the session is loaded by the first call.
 *
 * @throws `OptionsError` `invalid_options`, naming the option and the type it got, never the value.
 * @example
 * ```ts
 * import { createQueues } from '@fanfare/browser/queues';
 * import { connect } from '@fanfare/browser/session';
 *
 * const connection = connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' });
 * const queue = await createQueues(connection).get('queue_1');
 * ```
 */
export function connect<const Key extends string>(
  given: FanfareClientOptions & { readonly publishableKey: Key & NotSecret<Key> },
): Connection {
  const options = resolveOptions(given);
  const { namespace } = options;
  const events = createEmitter<ClientEvents>();
  const host = createHost(options.environment);
  const ending = new AbortController();
  const { signal } = ending;
  const deviceId = createDeviceId({ namespace, keep: () => host.keep() });
  const load = lazyModule({ options, signal }, importEngine);
  let engine: Engine | undefined;
  const create = ({ createEngine }: Awaited<ReturnType<typeof importEngine>>): Engine =>
    (engine ??= createEngine({ options, host, events, deviceId, signal }));
  const start = async (call: string): Promise<Engine> => create(await load(call));
  const sendAs = async (call: Call, accessToken?: string): Promise<Answer> =>
    (engine ?? (await start(call.route.id))).sendAs(call, accessToken);
  const possession: Possession = {
    show: async (request) => (engine ?? (await start('a call'))).possession.show(request),
    hear: async (url, answer) => (engine ?? (await start('a call'))).possession.hear(url, answer),
    follow: (inUse, before) => engine?.possession.follow(inUse, before),
  };
  const session = lazySession(async (call) => (await start(call)).session, {
    loadOnce: async () =>
      create(await withDeadline(importEngine, { clock: options.clock, ms: signOutMs })).session,
    forget: () => forgetSession({ options, host }),
  });
  announceSession(session, events);
  // The next shopper at this device is not linked with the one who left.
  session.on('ended', ({ reason }) => {
    if (reason === 'logout') forgetDevice({ deviceId });
  });
  events.on('consent:withdrawn', ({ purposes }) => {
    if (purposes.includes('device')) forgetDevice({ deviceId });
  });

  const connection: Connection = {
    options,
    session,
    events,
    host,
    possession,
    readRefusal: async (answer, signal) => (engine ?? (await start('a call'))).refusals.read(answer, signal),
    deviceId,
    consent: createConsentGate({
      ...{ isRequired: options.requireConsent, namespace },
      ...{ events, session, host, signal },
    }),
    signal,
    async preload() {
      if (host.page !== null)
        await untilIdle()
          .then(() => load('preload'))
          .catch(() => undefined);
    },
    send: createSender({ session, sendAs, signal }),
    sendAs,
    sendLast: async (call) => (engine ?? create(await importEngine())).sendLast(call),
    destroy() {
      ending.abort(new SessionError('The client was destroyed. Create another one.', { code: 'destroyed' }));
      session.destroy();
    },
  };
  guardWhenSignedIn(connection);
  return connection;
}
