import type { StepUp } from '@fanfare/contract';
import { checkOptions, describeType, isFanfareError } from '@fanfare/core';
import { refusedArgument } from '../resources/refused-argument.js';
import { sessionError } from '../session/session-errors.js';
import type { Session } from '../session/session.js';
import type { StepUpCall } from './step-up.js';

/** A call that may need a second factor, and how the shopper is asked for one. */
export interface WithStepUp<Result> {
  readonly run: () => Promise<Result>;
  readonly ask: () => Promise<StepUp>;
}

/** What shows the factor, and whose session it is. */
export interface WithStepUpParts {
  readonly stepUp: StepUpCall;
  readonly session: Pick<Session, 'state'>;
}

/** Runs a call, and where it is refused for want of a second factor, asks for one, shows it, and runs the call once more. */
export async function withStepUp<Result>(
  call: WithStepUp<Result>,
  { stepUp, session }: WithStepUpParts,
): Promise<Result> {
  checkOptions(call, ['run', 'ask'], 'auth.withStepUp');
  const { run, ask } = call;
  for (const [name, value] of Object.entries({ run, ask })) {
    if (typeof value === 'function') continue;
    throw refusedArgument(`auth.withStepUp: ${name} must be a function, not ${describeType(value)}`);
  }
  try {
    return await run();
  } catch (error) {
    if (!isFanfareError(error) || error.code !== 'step_up_required') throw error;
  }
  const { consumer: before } = session.state;
  const proof = await ask();
  const { consumer } = session.state;
  // A shopper takes their time, and another one may have come in another tab.
  if (consumer !== undefined && consumer.consumerId !== before?.consumerId) {
    throw sessionError('session_replaced');
  }
  await stepUp(proof);
  return run();
}
