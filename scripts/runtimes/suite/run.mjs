import { cookies } from './cookies.mjs';
import { requests } from './requests.mjs';
import { sessions } from './sessions.mjs';
import { tokens } from './tokens.mjs';
import { webhooks } from './webhooks.mjs';

/** Runs every check with what the platform gave out, and returns what failed. */
export async function runSuite(given) {
  const checks = Object.entries({ ...webhooks, ...requests, ...tokens, ...sessions, ...cookies });
  const failures = [];
  for (const [name, check] of checks) {
    try {
      await check(given);
    } catch (error) {
      failures.push(`${name}: ${error?.stack ?? error}`);
    }
  }
  return { passed: checks.length - failures.length, failures };
}
