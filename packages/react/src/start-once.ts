import type { Journey, SessionView } from '@fanfare/browser';

const started = new WeakMap<Journey, number>();

/**
 * Starts a journey for the shopper who is signed in, once: neither a component that is mounted twice nor a shopper who left
 * starts it again.
 */
export async function startOnce(
  journey: Journey,
  { session, accessCode }: { readonly session: SessionView; readonly accessCode?: string | undefined },
): Promise<void> {
  if (!session.signedIn || started.get(journey) === session.epoch) return;
  started.set(journey, session.epoch);
  try {
    await journey.start(accessCode === undefined ? {} : { accessCode });
  } catch (error) {
    started.delete(journey); // it was not: it may be tried again
    throw error;
  }
}
