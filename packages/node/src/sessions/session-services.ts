import type { Clock } from '@fanfare/core/base';
import type { CookieCsrf } from '../web-security/csrf.js';
import type { SessionCookies } from './cookies.js';
import type { Platform } from './platform.js';
import type { Renewals } from './renewals.js';
import type { SessionLimits } from './session-limits.js';
import type { Vault } from './vault.js';

/** What the routes of cookie mode work with. */
export interface SessionServices {
  readonly vault: Vault;
  readonly renewals: Renewals;
  readonly platform: Platform;
  readonly csrf: CookieCsrf;
  readonly cookies: SessionCookies;
  readonly limits: SessionLimits;
  readonly origins: ReadonlySet<string>;
  readonly clock: Clock;
}
