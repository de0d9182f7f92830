import type { createPageTransport } from '@fanfare/core/page';
import type { mediated } from '../session/mediated.js';
import type { isTabMessage } from '../tabs/tab-message.js';
import type { readPageSession, readPageTokens } from './read-page-session.js';

/**
 * What cookie mode is handed, and does not import: the engine that loads it has it all, and code that two files of a bundle share is a third
 * file, which would cost every page one more round trip before its first call.
 */
export interface CookieModeTools {
  readonly createTransport: typeof createPageTransport;
  readonly readPageSession: typeof readPageSession;
  readonly readPageTokens: typeof readPageTokens;
  readonly isTabMessage: typeof isTabMessage;
  /** Marks what the backend says beside the tokens. */
  readonly mediated: typeof mediated;
}
