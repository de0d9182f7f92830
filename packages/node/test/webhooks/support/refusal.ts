import { WebhookError } from '@fanfare/node/webhooks';

/** Runs something that must be refused and returns the refusal; any other error fails the test. */
export async function refusal(run: () => Promise<unknown>): Promise<WebhookError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof WebhookError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
