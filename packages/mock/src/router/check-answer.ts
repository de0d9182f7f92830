import { serverErrors, type ServerErrorCode } from '@fanfare/contract';
import { refusalCodes, type Operation } from '@fanfare/contract/operations';
import { domainConflictSchema, errorBodySchema, mismatches, withTolerance } from '@fanfare/contract/schemas';
import type { MockRefusal } from '../refusal.js';

/** Compares an answer of ours with the contract, strictly; tells what does not fit, and where. */
export function checkAnswer(operation: Operation, body: unknown): string | undefined {
  const { id, response } = operation;
  if (response === undefined)
    return body === undefined ? undefined : `${id} answered with a body, and has none`;
  return describe(`the answer of ${id}`, withTolerance(response, 'strict').safeParse(body));
}

/** Compares an event of a stream with the contract, strictly. */
export function checkEvent({ id, events }: Operation, event: unknown): string | undefined {
  if (events === undefined) return `${id} answered with a stream, and has none`;
  return describe(`an event of ${id}`, withTolerance(events, 'strict').safeParse(event));
}

/** Compares a refusal of ours with the contract: the code must be known and declared for the operation. */
export function checkRefusal(operation: Operation, refusal: MockRefusal, body: unknown): string | undefined {
  const code: ServerErrorCode = refusal.code;
  if (!Object.hasOwn(serverErrors, code)) return `${operation.id} refused with the unknown code ${code}`;
  if (!refusalCodes(operation).has(code))
    return `${operation.id} refused with ${code}, which it does not declare`;
  const isConflict = typeof body === 'object' && body !== null && 'code' in body;
  const schema = withTolerance(isConflict ? domainConflictSchema : errorBodySchema, 'strict');
  return describe(`the refusal of ${operation.id}`, schema.safeParse(body));
}

function describe(what: string, result: ParseResult): string | undefined {
  if (result.success) return undefined;
  const places = mismatches(result.error.issues).map(({ path, message }) => `${path} ${message}`);
  return `${what} does not fit the contract: ${places.join('; ')}`;
}

type ParseResult =
  | { readonly success: true }
  | { readonly success: false; readonly error: { readonly issues: Parameters<typeof mismatches>[0] } };
