import { isFanfareError, type FanfareClient, type JourneyView } from '@fanfare/browser';

/** What the page of the queue shows. */
export interface QueuePage {
  readonly text: string;
  /** Whether the button that joins is there. */
  readonly canJoin: boolean;
}

/** Says what a view looks like in this shop. */
export function showView(view: JourneyView): QueuePage {
  if (view.journeyStage !== 'routed') return { text: 'One moment …', canJoin: view.journeyStage === 'ready' };
  switch (view.phase) {
    case 'enterable':
      return { text: 'It is open.', canJoin: true };
    case 'participating':
      return {
        text: view.mechanism === 'queue' ? `Number ${view.place.position}` : 'You are in.',
        canJoin: false,
      };
    case 'granted':
      return { text: 'It is your turn!', canJoin: false };
    default:
      return { text: 'Not now.', canJoin: false };
  }
}

/** Joins the queue as whoever is signed in, or as a guest; tells the shopper in words where that fails. */
export async function join(fanfare: FanfareClient, experienceId: string): Promise<string | null> {
  try {
    if (!fanfare.auth.session.signedIn) await fanfare.auth.guest();
    await fanfare.journeys.get(experienceId).enter();
    return null;
  } catch (error) {
    if (isFanfareError(error) && error.code === 'rate_limited') return 'Too many at once. Please try again.';
    if (isFanfareError(error)) return 'No connection. Please try again.';
    throw error;
  }
}
