import type { Operation, OperationId } from '@fanfare/contract/operations';
import type { Exchange } from '../exchange.js';
import { networkOf } from '../mechanisms/network-of.js';
import { MockRefusal } from '../refusal.js';
import { createAttempts, type AttemptSubject } from '../state/attempts.js';
import { attemptRules, wrongGuesses, type ProvingCall } from './attempt-rules.js';

/** A call that may be a guess. */
export interface AttemptingCall extends ProvingCall {
  readonly operation: Operation;
  readonly exchange: Pick<Exchange, 'address'>;
}

/**
 * Runs a call, and counts it where it tries to prove something: for the identity that it names, and for the
 * address that it comes from.
 *
 * @throws {MockRefusal} `too_many_attempts`, and what `run` throws.
 */
export async function countAttempt<Result>(
  call: AttemptingCall,
  run: () => Promise<Result>,
): Promise<Result> {
  const { operation, context, exchange } = call;
  const rule = attemptRules[operation.id as OperationId]; // the table is where the ids come from
  if (rule === undefined || rule.guess?.isMade(call) === false) return run();
  const attempt = context.use(createAttempts).begin(subjectsOf(rule.identityOf(call), exchange.address));
  try {
    const result = await run();
    if (rule.guess === undefined) attempt.succeeded();
    else if (!rule.guess.isWrong(call)) attempt.withdrawn();
    return result;
  } catch (error) {
    if (!(error instanceof MockRefusal) || !wrongGuesses.has(error.code)) attempt.withdrawn();
    throw error;
  }
}

function subjectsOf(identity: string | undefined, address: string | undefined): AttemptSubject[] {
  return [
    ...(identity === undefined ? [] : [{ kind: 'identity' as const, id: identity }]),
    ...(address === undefined ? [] : [{ kind: 'address' as const, id: networkOf(address) }]),
  ];
}
