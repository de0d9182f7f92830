import { scenario as crowdAfterLoad } from './scenarios/crowd-after-load.mjs';
import { scenario as crowdAfterSleep } from './scenarios/crowd-after-sleep.mjs';
import { scenario as fastClock } from './scenarios/fast-clock.mjs';
import { scenario as firstTokenMobile } from './scenarios/first-token-mobile.mjs';
import { scenario as freshCall } from './scenarios/fresh-call.mjs';
import { scenario as frozenHolder } from './scenarios/frozen-holder.mjs';
import { forgiving, strict } from './scenarios/lost-answer.mjs';
import { scenario as noAnswer } from './scenarios/no-answer.mjs';
import { scenario as outage } from './scenarios/outage.mjs';
import { scenario as rateLimited } from './scenarios/rate-limited.mjs';
import { scenario as serverError } from './scenarios/server-error.mjs';
import { scenario as signOutRace } from './scenarios/sign-out-race.mjs';
import { scenario as stillGood } from './scenarios/still-good.mjs';
import { scenario as tabs4 } from './scenarios/tabs-4.mjs';
import { scenario as tabs8 } from './scenarios/tabs-8.mjs';
import { scenario as tabsAgain } from './scenarios/tabs-again.mjs';
import { scenario as twoInstances } from './scenarios/two-instances.mjs';

/**
 * What is measured, in the order of the table. One that `isTimed` has the machine for itself; the others mostly wait and run side
 * by side, those that take the most `seconds` first. `holds` says whether a peer did what it is for, and `figures` what is less
 * where it is better, `slack` being what does not count as a difference.
 */
export const scenarios = [
  freshCall,
  firstTokenMobile,
  crowdAfterLoad,
  crowdAfterSleep,
  tabs4,
  tabs8,
  tabsAgain,
  rateLimited,
  serverError,
  outage,
  noAnswer,
  stillGood,
  strict,
  forgiving,
  fastClock,
  signOutRace,
  frozenHolder,
  twoInstances,
];
