import type { Connection } from './connection.js';
import type { LazyParts } from './lazy-parts.js';
import { createActivity } from './resources/activity.js';
import { createAppointments } from './resources/appointments.js';
import { createAuctions } from './resources/auctions.js';
import { createBeacon } from './resources/beacon.js';
import { createChallenges } from './resources/challenges.js';
import { createConfig } from './resources/config.js';
import { createConsumers } from './resources/consumers.js';
import { createDraws } from './resources/draws.js';
import { createEmailVerification } from './resources/email-verification.js';
import { createEvents } from './resources/events.js';
import { createExperiences } from './resources/experiences.js';
import { createLoyalty } from './resources/loyalty.js';
import { createMfa } from './resources/mfa.js';
import { createOrganizations } from './resources/organizations.js';
import { createQueues } from './resources/queues.js';
import { createSessions } from './resources/sessions.js';
import { createTimedReleases } from './resources/timed-releases.js';
import { createWaitlists } from './resources/waitlists.js';

/**
 * Creates all parts of a client that are calls and nothing else. One module, and so one request: apart, they would be some
 * thirty files that share most of their code.
 */
export function createParts(connection: Connection): LazyParts {
  return {
    sessions: createSessions(connection),
    mfa: createMfa(connection),
    emailVerification: createEmailVerification(connection),
    experiences: createExperiences(connection),
    queues: createQueues(connection),
    draws: createDraws(connection),
    auctions: createAuctions(connection),
    timedReleases: createTimedReleases(connection),
    appointments: createAppointments(connection),
    waitlists: createWaitlists(connection),
    loyalty: createLoyalty(connection),
    config: createConfig(connection),
    organizations: createOrganizations(connection),
    beacon: createBeacon(connection),
    activity: createActivity(connection),
    challenges: createChallenges(connection),
    consumers: createConsumers(connection),
    events: createEvents(connection),
  };
}
