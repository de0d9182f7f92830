import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'packages', 'browser', 'src');

/** What decides in a page: from the sources of the SDK, not a copy. */
const decisions = `
  export { initialModel, transition } from './session/machine.js';
  export { currentToken } from './session/current-token.js';
  export { isUnfinished, planAges } from './session/lifetime.js';
  export { nextUpkeep } from './session/next-upkeep.js';
  export { endReason } from './session/end-reason.js';
  export { isAmbiguous, isAnswerLost, repeatPause } from './session/lost-answer.js';
  export { refreshedRecord, signInRecord } from './session/records.js';
  export { planBackoff, remainingBackoff } from './session/shared-backoff.js';
  export { nextPoll } from './polling/next-poll.js';
  export { pollNeedOf } from './journeys/poll-need-of.js';
  export { reconnectDelay } from './stream/reconnect-delay.js';
  export { FanfareError, NetworkError } from '@fanfare/core';
`;

/** The whole session, and the surroundings that its own tests put it into, to compare the simulation with. */
const whole = `
  export { startBrowser } from '../test/session/support/browser.js';
  export { FanfareError } from '@fanfare/core';
`;

/** Loads the decision code of the browser SDK. */
export const loadDecisions = () => load('decisions', decisions);

/** Loads its whole session. */
export const loadSession = () => load('session', whole);

/** Built once by the main thread: threads load what it has built, whatever becomes of the sources meanwhile. */
async function load(name, contents) {
  const outfile = join(root, '.cache', 'crowd', `${name}-${process.pid}.mjs`);
  if (isMainThread) {
    await build({
      stdin: { contents, resolveDir: source, loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['@fanfare/source'],
      logLevel: 'error',
    });
    process.once('exit', () => rmSync(outfile, { force: true }));
  }
  return import(pathToFileURL(outfile).href);
}
