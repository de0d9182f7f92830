import { createEmitter, SessionError, type Answer, type Call, type Emitter } from '@fanfare/core';
import { announceSession } from './auth/announce-session.js';
import { createTokenExchange, type SendAs } from './auth/token-exchange.js';
import { createConnectionWatch } from './connection-watch.js';
import { createConsentGate, type ConsentGate } from './consent-gate.js';
import { createCookieSeam } from './cookie-mode/create-cookie-seam.js';
import { createDeviceId, type DeviceId } from './device-id.js';
import { createPossession, type Possession } from './dpop/possession.js';
import type { ClientEvents } from './events.js';
import { createHost, type Host } from './host.js';
import { joinSignals } from './join-signals.js';
import { openStore } from './open-store.js';
import { resolveOptions, type FanfareClientOptions, type ResolvedOptions } from './options.js';
import type { NotSecret } from './publishable-key.js';
import { forgetDevice } from './resources/forget-device.js';
import { createSender, type SendOptions } from './send.js';
import { guardWhenSignedIn } from './session-guard/guard-when-signed-in.js';
import { createSession } from './session/create-session.js';
import type { Session } from './session/session.js';
import { createKeyedTransport } from './transport.js';

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
  /** Aborted when the connection is destroyed. */
  readonly signal: AbortSignal;
  /** Sends a call with the shopper's access token where its row takes one and there is a session. */
  send(call: Call, options?: SendOptions): Promise<Answer>;
  /** Sends a call with exactly the token that is given, or none. */
  sendAs(call: Call, accessToken?: string): Promise<Answer>;
  /** Stops everything for good, but for a logout that the platform has yet to hear of; the tokens stay in the store. Safe to call twice. */
  destroy(): void;
}

/**
 * Connects to the platform as a page of one shop. Does nothing by itself: no request, no timer, no storage access.
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
  const { givenClock, namespace } = options;
  const events = createEmitter<ClientEvents>();
  const host = createHost(options.environment);
  const ending = new AbortController();
  const watch = createConnectionWatch(events);
  const possession = createPossession({
    binds: () => options.bindsTokens && canKeepKeys(options),
    clock: options.clock,
    load: async () => {
      const { openProofs } = await import('./dpop/open-proofs.js');
      return openProofs({ namespace, isInMemory: options.store === 'memory', clock: options.clock });
    },
    onLost: (accessToken) => void session.expire(accessToken),
  });
  const transport = createKeyedTransport(options, possession);
  const deviceId = createDeviceId({ namespace, keep: () => host.keep() });
  const seam = createCookieSeam(options.cookieMode, {
    channel: host.channel,
    load: async () => {
      const { openCookieMode } = await import('./cookie-mode/open-cookie-mode.js');
      return openCookieMode({ options, host, isTakingPart: () => deviceId.isHeld, signal: ending.signal });
    },
  });
  const send: SendAs = (call, accessToken) =>
    seam?.send(call, accessToken) ?? transport.send(call, accessToken);

  const sendAs = async (call: Call, accessToken?: string): Promise<Answer> => {
    ending.signal.throwIfAborted();
    const joined = joinSignals([call.signal, ending.signal]);
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
    random: options.random,
    page: host.page,
    locks: host.locks,
    channel: seam === undefined ? host.channel : seam.channel,
    ...(seam !== undefined && { storeTimes: seam.storeTimes }),
    onToken: possession.follow,
    ...(givenClock !== undefined && { clock: givenClock }),
  });
  announceSession(session, events);
  // The next shopper at this device is not linked with the one who left.
  session.on('ended', ({ reason }) => {
    if (reason === 'logout') forgetDevice({ deviceId });
  });

  const connection: Connection = {
    options,
    session,
    events,
    host,
    possession,
    deviceId,
    consent: createConsentGate({ isRequired: options.requireConsent, events }),
    signal: ending.signal,
    send: createSender({ session, sendAs, signal: ending.signal }),
    sendAs,
    destroy() {
      ending.abort(new SessionError('The client was destroyed. Create another one.', { code: 'destroyed' }));
      session.destroy();
    },
  };
  guardWhenSignedIn(connection);
  return connection;
}

/** Asked for at the moment of a sign-in: a page that is no secure context has no WebCrypto, a server no database. */
function canKeepKeys({ store }: ResolvedOptions): boolean {
  const { crypto, indexedDB } = globalThis as Partial<typeof globalThis>; // in a page either may be missing
  return crypto?.subtle !== undefined && (store === 'memory' || indexedDB !== undefined);
}
