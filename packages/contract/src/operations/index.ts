import type * as z from 'zod/mini';
import type { Operation } from '../operation.js';
import { activityOperations } from './activity.js';
import { adminOperations } from './admin/index.js';
import { admissionOperations } from './admissions.js';
import { appointmentOperations } from './appointments.js';
import { auctionOperations } from './auctions.js';
import { authOperations } from './auth.js';
import { beaconOperations } from './beacon.js';
import { challengeOperations } from './challenges.js';
import { checkoutOperations } from './checkout.js';
import { configOperations } from './config.js';
import { consentOperations } from './consent.js';
import { consumerOperations } from './consumers.js';
import { drawOperations } from './draws.js';
import { emailVerificationOperations } from './email-verification.js';
import { eventOperations } from './events.js';
import { experienceOperations } from './experiences.js';
import { jwksOperations } from './jwks.js';
import { loyaltyOperations } from './loyalty.js';
import { mfaOperations } from './mfa.js';
import { organizationOperations } from './organizations.js';
import { queueOperations } from './queues.js';
import { sessionOperations } from './sessions.js';
import { timedReleaseOperations } from './timed-releases.js';
import { waitlistOperations } from './waitlists.js';

/** The groups of the table, by name: a written type, because the inferred one is too long for a declaration file. */
export interface Operations {
  readonly config: typeof configOperations;
  readonly auth: typeof authOperations;
  readonly sessions: typeof sessionOperations;
  readonly mfa: typeof mfaOperations;
  readonly emailVerification: typeof emailVerificationOperations;
  readonly experiences: typeof experienceOperations;
  readonly activity: typeof activityOperations;
  readonly challenges: typeof challengeOperations;
  readonly queues: typeof queueOperations;
  readonly draws: typeof drawOperations;
  readonly auctions: typeof auctionOperations;
  readonly appointments: typeof appointmentOperations;
  readonly timedReleases: typeof timedReleaseOperations;
  readonly waitlists: typeof waitlistOperations;
  readonly loyalty: typeof loyaltyOperations;
  readonly consumers: typeof consumerOperations;
  readonly events: typeof eventOperations;
  readonly consent: typeof consentOperations;
  readonly checkout: typeof checkoutOperations;
  readonly admissions: typeof admissionOperations;
  readonly organizations: typeof organizationOperations;
  readonly jwks: typeof jwksOperations;
  readonly beacon: typeof beaconOperations;
  readonly admin: typeof adminOperations;
}

/** The operation table: every call that exists, by resource and name. */
export const operations: Operations = {
  config: configOperations,
  auth: authOperations,
  sessions: sessionOperations,
  mfa: mfaOperations,
  emailVerification: emailVerificationOperations,
  experiences: experienceOperations,
  activity: activityOperations,
  challenges: challengeOperations,
  queues: queueOperations,
  draws: drawOperations,
  auctions: auctionOperations,
  appointments: appointmentOperations,
  timedReleases: timedReleaseOperations,
  waitlists: waitlistOperations,
  loyalty: loyaltyOperations,
  consumers: consumerOperations,
  events: eventOperations,
  consent: consentOperations,
  checkout: checkoutOperations,
  admissions: admissionOperations,
  organizations: organizationOperations,
  jwks: jwksOperations,
  beacon: beaconOperations,
  admin: adminOperations,
};

/** The rows of the table, in order. */
export const operationList: readonly Operation[] = rowsOf(operations);

function rowsOf(group: object): Operation[] {
  return Object.values(group).flatMap(
    (member: object) => ('id' in member ? [member as Operation] : rowsOf(member)), // what has an id is a row, everything else a group
  );
}

type Leaves<Group> = Group extends { readonly id: string }
  ? Group
  : { [Name in keyof Group]: Leaves<Group[Name]> }[keyof Group];
/** A row of the table, whichever. */
type AnyRow = Leaves<typeof operations>;
type ById = { [Row in AnyRow as Row['id']]: Row };
type Part<Id extends OperationId, Name extends string> = ById[Id] extends {
  readonly [K in Name]: infer S extends z.ZodMiniType;
}
  ? z.output<S>
  : undefined;

/** The id of an operation, such as `"queues.enter"` or `"admin.queues.create"`. */
export type OperationId = keyof ById;
/** The row of an operation. */
export type OperationRow<Id extends OperationId> = ById[Id];
/** The path parameters of an operation. */
export type OperationParams<Id extends OperationId> = Part<Id, 'params'>;
/** The query of an operation, as typed values. */
export type OperationQuery<Id extends OperationId> = Part<Id, 'query'>;
/** The body of an operation's request. */
export type OperationBody<Id extends OperationId> = Part<Id, 'body'>;
/** The body of an operation's answer. */
export type OperationResponse<Id extends OperationId> = Part<Id, 'response'>;
/** An event of an operation that answers with a stream. */
export type OperationEvent<Id extends OperationId> = Part<Id, 'events'>;

export { commonErrors, type Operation, type Shapes } from '../operation.js';
export { refusalCodes } from '../refusal-codes.js';
export type { AuditAction } from '../audit/audit-action.js';
