import type { Browser, Page } from 'playwright-core';
import type { Report } from './report.ts';
import type { Shop } from './shop.ts';
import type { Shopper } from './shopper.ts';

/** What every scene plays on. */
export interface Stage {
  readonly shop: Shop;
  readonly browser: Browser;
  readonly report: Report;
  /** Where pictures go. */
  readonly pictures: string;
}

/** Who plays: a guest, and a member with two tabs. */
export interface Cast {
  readonly guest: Shopper;
  readonly member: Shopper;
  readonly secondTab: Page;
}
