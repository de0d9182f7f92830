import type * as z from 'zod/mini';
import type { Operation } from '../operation.js';
import { admissionOperations } from './admissions.js';
import { authOperations } from './auth.js';
import { checkoutOperations } from './checkout.js';
import { consumerOperations } from './consumers.js';
import { experienceOperations } from './experiences.js';
import { jwksOperations } from './jwks.js';
import { queueOperations } from './queues.js';

/** The operation table: every call that exists, by resource and name. */
export const operations = {
  auth: authOperations,
  experiences: experienceOperations,
  queues: queueOperations,
  consumers: consumerOperations,
  checkout: checkoutOperations,
  admissions: admissionOperations,
  jwks: jwksOperations,
};

/** The rows of the table, in order. */
export const operationList: readonly Operation[] = Object.values(operations).flatMap((group) =>
  Object.values<Operation>(group),
);

type Groups = typeof operations;
type Row<Id extends string> = Extract<
  { [G in keyof Groups]: Groups[G][keyof Groups[G]] }[keyof Groups],
  { id: Id }
>;
type Part<Id extends string, Name extends string> =
  Row<Id> extends { [K in Name]: infer S extends z.ZodMiniType } ? z.output<S> : undefined;

/** The id of an operation, such as `"queues.enter"`. */
export type OperationId = {
  [G in keyof Groups]: Groups[G][keyof Groups[G]]['id' & keyof Groups[G][keyof Groups[G]]];
}[keyof Groups] &
  string;
/** The path parameters of an operation. */
export type OperationParams<Id extends OperationId> = Part<Id, 'params'>;
/** The body of an operation's request. */
export type OperationBody<Id extends OperationId> = Part<Id, 'body'>;
/** The body of an operation's answer. */
export type OperationResponse<Id extends OperationId> = Part<Id, 'response'>;

export { commonErrors, type Operation, type Shapes } from '../operation.js';
export { refusalCodes } from '../refusal-codes.js';
