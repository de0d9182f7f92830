import { describeType } from '@fanfare/core';
import { createAuth, type Auth } from './auth/auth.js';
import { connect, type Connection } from './connection.js';
import type { DeviceId } from './device-id.js';
import { clientEventNames, type ClientEvents } from './events.js';
import { createJourneys, type Journeys } from './journeys/journeys.js';
import { createLazyParts, type LazyParts } from './lazy-parts.js';
import type { FanfareClientOptions } from './options.js';
import type { NotSecret } from './publishable-key.js';
import type { Activity } from './resources/activity.js';
import type { Challenges } from './resources/challenges.js';
import { refusedArgument } from './resources/refused-argument.js';
import { createConsent, type ConsentSettings } from './resources/consent.js';
import type { Consumers } from './resources/consumers.js';
import type { Events } from './resources/events.js';
import type { Experiences } from './resources/experiences.js';
import type { Queues } from './resources/queues.js';
import type { Draws } from './resources/draws.js';
import type { Auctions } from './resources/auctions.js';
import type { TimedReleases } from './resources/timed-releases.js';
import type { Appointments } from './resources/appointments.js';
import type { Waitlists } from './resources/waitlists.js';
import type { Loyalty } from './resources/loyalty.js';
import type { Sessions } from './resources/sessions.js';
import type { Mfa } from './resources/mfa.js';
import type { EmailVerification } from './resources/email-verification.js';
import type { Organizations } from './resources/organizations.js';
import type { Beacon } from './resources/beacon.js';
import type { Config } from './resources/config.js';
import { lazyUpdates } from './stream/lazy-updates.js';
import { createTrustedFetch, type TrustedFetch } from './trusted-fetch.js';

/** The platform as a page of one shop sees it. */
export interface FanfareClient extends LazyParts {
  /** Signs shoppers in and out. */
  readonly auth: Auth;
  /** Writes down what the shopper agrees to. */
  readonly consent: ConsentSettings;
  /** Follows shoppers through experiences. */
  readonly journeys: Journeys;
  /** The random number that stands for this device. */
  readonly deviceId: DeviceId;
  /**
   * Calls your own backend with a fresh access token, if its origin is among `trustedOrigins`.
   *
   * @throws `RequestError` `invalid_request` for any other origin; `SessionError` `not_authenticated`
   */
  readonly fetch: TrustedFetch;
  /**
   * Loads what sends calls and keeps the session, some 16 kB, as soon as the page is idle, so that the first call does not wait
   * for it. Sends nothing to the platform, and does nothing on a server. Never rejects: what cannot be loaded now, the first call
   * asks for again.
   *
   * @example
   * ```ts
   * import { FanfareClient } from '@fanfare/browser';
   *
   * const fanfare = new FanfareClient({ publishableKey: 'pk_test_a1b2c3d4e5f6' });
   * void fanfare.preload();
   * ```
   */
  preload(): Promise<void>;
  /**
   * Calls `handler` on every event of that name; the returned function undoes it and is safe to call twice.
   *
   * @throws `RequestError` `invalid_request`
   */
  on<Name extends keyof ClientEvents>(name: Name, handler: (payload: ClientEvents[Name]) => void): () => void;
  /**
   * Stops everything: calls, timers, listeners and channels. The tokens stay in the store; a logout still reaches the platform,
   * and so do the events that `beacon.collect` took, unless the shopper took back their consent. Safe to call twice.
   */
  destroy(): void;
}

/** Makes clients. A key that is known at compile time to be secret does not compile. */
export interface FanfareClientConstructor {
  /** @throws `OptionsError` `invalid_options`, naming the option and the type it got, never the value */
  new <const Key extends string>(
    options: FanfareClientOptions & { readonly publishableKey: Key & NotSecret<Key> },
  ): FanfareClient;
  readonly prototype: FanfareClient;
}

// Takes any string, so that a key from an environment variable passes; the type of the constructor is stricter.
class Client implements FanfareClient {
  readonly auth: Auth;
  readonly sessions: Sessions;
  readonly mfa: Mfa;
  readonly emailVerification: EmailVerification;
  readonly experiences: Experiences;
  readonly queues: Queues;
  readonly draws: Draws;
  readonly auctions: Auctions;
  readonly timedReleases: TimedReleases;
  readonly appointments: Appointments;
  readonly waitlists: Waitlists;
  readonly loyalty: Loyalty;
  readonly config: Config;
  readonly organizations: Organizations;
  readonly beacon: Beacon;
  readonly activity: Activity;
  readonly challenges: Challenges;
  readonly consumers: Consumers;
  readonly events: Events;
  readonly consent: ConsentSettings;
  readonly journeys: Journeys;
  readonly deviceId: DeviceId;
  readonly fetch: TrustedFetch;
  readonly #connection: Connection;

  constructor(options: FanfareClientOptions) {
    const connection = connect(options);
    this.#connection = connection;
    const parts = createLazyParts(connection);
    this.auth = createAuth(connection);
    this.sessions = parts.sessions;
    this.mfa = parts.mfa;
    this.emailVerification = parts.emailVerification;
    this.experiences = parts.experiences;
    this.queues = parts.queues;
    this.draws = parts.draws;
    this.auctions = parts.auctions;
    this.timedReleases = parts.timedReleases;
    this.appointments = parts.appointments;
    this.waitlists = parts.waitlists;
    this.loyalty = parts.loyalty;
    this.config = parts.config;
    this.organizations = parts.organizations;
    this.beacon = parts.beacon;
    this.activity = parts.activity;
    this.challenges = parts.challenges;
    this.consumers = parts.consumers;
    this.events = parts.events;
    this.consent = createConsent(connection);
    this.journeys = createJourneys(connection, { updates: lazyUpdates(connection) });
    this.deviceId = connection.deviceId;
    this.fetch = createTrustedFetch(connection);
  }

  on<Name extends keyof ClientEvents>(
    name: Name,
    handler: (payload: ClientEvents[Name]) => void,
  ): () => void {
    if (!clientEventNames.includes(name)) {
      throw refusedArgument(
        `client.on takes one of clientEventNames as its name, not ${typeof name === 'string' ? 'another text' : describeType(name)}`,
      );
    }
    if (typeof handler !== 'function') {
      throw refusedArgument(`client.on takes a function as its handler, not ${describeType(handler)}`);
    }
    return this.#connection.events.on(name, handler);
  }

  preload(): Promise<void> {
    return this.#connection.preload();
  }

  destroy(): void {
    this.#connection.destroy();
  }
}

/**
 * Makes a client. Doing so does nothing else: no request, no timer, no storage access.
 *
 * @example
 * ```ts
 * import { FanfareClient } from '@fanfare/browser';
 *
 * const fanfare = new FanfareClient({ publishableKey: 'pk_test_a1b2c3d4e5f6' });
 * await fanfare.auth.guest();
 * const journey = fanfare.journeys.get('exp_1');
 * journey.subscribe((view) => console.log(view.journeyStage));
 * await journey.enter();
 * ```
 */
export const FanfareClient: FanfareClientConstructor = Client;
