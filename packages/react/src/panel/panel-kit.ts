import type { Translator } from '../texts/translator.js';
import type { ExperienceState } from '../experience/experience-state.js';

/** How the shopper is asked who they are. */
export type Identity = 'guest' | 'email' | 'either';

/** What panels are made with, besides the state. */
export interface PanelKit {
  readonly state: ExperienceState;
  readonly translator: Translator;
  readonly identity: Identity;
  /** Whether there is somebody to take the grant to the checkout. */
  readonly canCheckout: boolean;
}
