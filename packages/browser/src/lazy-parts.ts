import type { Connection } from './connection.js';
import { importEngine } from './import-engine.js';
import { lazyModule } from './lazy-module.js';
import type { Activity } from './resources/activity.js';
import type { Appointments } from './resources/appointments.js';
import type { Auctions } from './resources/auctions.js';
import type { Beacon } from './resources/beacon.js';
import type { Challenges } from './resources/challenges.js';
import type { Config } from './resources/config.js';
import type { Consumers } from './resources/consumers.js';
import type { Draws } from './resources/draws.js';
import type { EmailVerification } from './resources/email-verification.js';
import type { Events } from './resources/events.js';
import type { Experiences } from './resources/experiences.js';
import type { Loyalty } from './resources/loyalty.js';
import type { Mfa } from './resources/mfa.js';
import type { Organizations } from './resources/organizations.js';
import type { Queues } from './resources/queues.js';
import type { Sessions } from './resources/sessions.js';
import type { TimedReleases } from './resources/timed-releases.js';
import type { Waitlists } from './resources/waitlists.js';

/** The parts of a client that are loaded by their first call. */
export interface LazyParts {
  /** Shows the shopper where they are signed in, and signs them out there. */
  readonly sessions: Sessions;
  /** Manages the shopper's second factor; `auth.stepUp` shows it. */
  readonly mfa: Mfa;
  /** Proves that the shopper's e-mail address is theirs. */
  readonly emailVerification: EmailVerification;
  /** Reads experiences, and takes the shopper into them. */
  readonly experiences: Experiences;
  /** Reads queues, and takes the shopper into them and out again; `journeys` does that with everything around it. */
  readonly queues: Queues;
  /** Reads draws, and takes the shopper into them and out again. */
  readonly draws: Draws;
  /** Reads auctions, and bids in them for the shopper. */
  readonly auctions: Auctions;
  /** Reads timed releases, and takes the shopper into them and out again. */
  readonly timedReleases: TimedReleases;
  /** Reads appointments, and books slots of them for the shopper. */
  readonly appointments: Appointments;
  /** Puts the shopper on waitlists. */
  readonly waitlists: Waitlists;
  /** Reads the shopper's points. */
  readonly loyalty: Loyalty;
  /** Reads whose key it is, what the platform offers, and how long things last. */
  readonly config: Config;
  /** Reads what a page must know about its organization. */
  readonly organizations: Organizations;
  /** Tells the platform what happened in the page; sends nothing by itself. */
  readonly beacon: Beacon;
  /** Shows what happens in an experience, without telling to whom. */
  readonly activity: Activity;
  /** Hands in the answers to bot checks that stand in front of a way. */
  readonly challenges: Challenges;
  /** Reads what concerns the shopper who is signed in, and lets them take it along or away. */
  readonly consumers: Consumers;
  /** Listens to what happens to the shopper, as it happens. */
  readonly events: Events;
}

/** All calls of a part. A member that is no call, or does not answer with a promise, cannot wait for its code. */
type CallsOf<Part> = {
  readonly [Name in keyof Part]: Part[Name] extends (...given: never[]) => Promise<unknown> ? 1 : never;
};

const entering = { get: 1, enter: 1, leave: 1, status: 1 } as const;
const calls: { readonly [Name in keyof LazyParts]: CallsOf<LazyParts[Name]> } = {
  sessions: { list: 1, revoke: 1, revokeAll: 1 },
  mfa: { enroll: 1, confirm: 1, remove: 1, backupCodes: 1 },
  emailVerification: { request: 1, confirm: 1 },
  experiences: { get: 1, enter: 1, leave: 1, route: 1, archivedStatus: 1 },
  queues: entering,
  draws: entering,
  auctions: {
    ...{ get: 1, enter: 1, bid: 1, status: 1 },
    ...{ bids: 1, bidHistory: 1, highestBid: 1, currentPrice: 1 },
  },
  timedReleases: entering,
  appointments: { get: 1, slots: 1, book: 1, cancel: 1, me: 1, reschedule: 1 },
  waitlists: { enter: 1, leave: 1, status: 1 },
  loyalty: { balance: 1, expirations: 1, history: 1 },
  config: { get: 1 },
  organizations: { settings: 1 },
  beacon: { track: 1, trackBatch: 1, collect: 1, flush: 1 },
  activity: { feed: 1, open: 1, track: 1 },
  challenges: { verify: 1 },
  consumers: { me: 1, requestExport: 1, export: 1, erase: 1 },
  events: { open: 1 },
};

/** Creates the parts of a client that a shop may never use, without their code. */
export function createLazyParts(connection: Connection): LazyParts {
  const load = lazyModule(connection, () => {
    importEngine().catch(() => undefined); // every call needs it too; what fails here, the call asks for again
    return import('./create-parts.js');
  });
  let made: LazyParts | undefined;
  const parts = Object.entries(calls).map(([name, ofPart]) => {
    const part = Object.keys(ofPart).map((call) => [
      call,
      async (...given: unknown[]) => {
        const { createParts } = await load(`${name}.${call}`);
        const { [name]: loaded } = (made ??= createParts(connection)) as unknown as AnyParts;
        return loaded?.[call]?.(...given);
      },
    ]);
    return [name, Object.fromEntries(part)];
  });
  return Object.fromEntries(parts) as LazyParts; // the table names every part, and every call of it
}

type AnyParts = Readonly<Record<string, Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>>>;
