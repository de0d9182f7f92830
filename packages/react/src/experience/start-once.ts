import type { Journey, SessionView } from '@fanfare/browser';

const started = new WeakMap<Journey, number>();

/** Tells whether a journey was started for the shopper who is signed in. */
export function wasStarted(journey: Journey, session: SessionView): boolean {
  return !session.signedIn || started.get(journey) === session.epoch;
}

/**
 * Starts a journey for the shopper who is signed in, once: neither a component that is mounted twice nor a shopper who left
 * starts it again.
 */
export async function startOnce(
  journey: Journey,
  { session, accessCode }: { readonly session: SessionView; readonly accessCode?: string | undefined },
): Promise<void> {
  if (wasStarted(journey, session)) return;
  started.set(journey, session.epoch);
  try {
    await journey.start(accessCode === undefined ? {} : { accessCode });
  } catch (error) {
    started.delete(journey); // it was not: it may be tried again
    throw error;
  }
}
