import type { StepUp } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import type { StepUpCall } from './step-up.js';

/** A call that may need a second factor, and how the shopper is asked for one. */
export interface WithStepUp<Result> {
  readonly run: () => Promise<Result>;
  readonly ask: () => Promise<StepUp>;
}

/** Runs a call, and where it is refused for want of a second factor, asks for one, shows it, and runs the call once more. */
export async function withStepUp<Result>(
  stepUp: StepUpCall,
  { run, ask }: WithStepUp<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!isFanfareError(error) || error.code !== 'step_up_required') throw error;
  }
  await stepUp(await ask());
  return run();
}
