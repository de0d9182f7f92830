import { configRoutes } from '@fanfare/contract';
import type { Check, Finding } from './check.js';
import { platformAnswer } from './platform-answer.js';

/** How far a clock may be off before signatures and proofs are refused; the platform takes 300 s. */
const warnsAfterSeconds = 60;
const breaksAfterSeconds = 300;

/** The platform answers, knows the publishable key, and agrees about the time. */
export const checkPlatform: Check = {
  id: 'platform',
  title: 'Platform and clock',
  async look(patient) {
    const { publishableKey } = patient;
    const sentAt = Date.now();
    const answer = await platformAnswer(patient, {
      path: configRoutes.get.path,
      ...(publishableKey !== undefined && { publishableKey }),
    });
    if (answer === undefined) {
      const fix = 'Check FANFARE_URL, and whether a proxy or a firewall stands in between.';
      return [{ state: 'bad', says: 'The platform does not answer', fix }];
    }
    return [...judgeKey(answer.status, publishableKey !== undefined), judgeClock(answer, sentAt)];
  },
};

function judgeKey(status: number, hasKey: boolean): readonly Finding[] {
  if (status >= 500) {
    return [
      { state: 'bad', says: `The platform answers with HTTP ${status}`, fix: 'Try again in a minute.' },
    ];
  }
  const reached: Finding = { state: 'good', says: 'The platform answers' };
  if (!hasKey) return [reached];
  if (status === 401) {
    const fix =
      'It was revoked, or is of another platform than FANFARE_URL: copy it again from the dashboard.';
    return [reached, { state: 'bad', says: 'It does not know the publishable key', fix }];
  }
  // The hosted platform may not have this operation yet, and then says nothing of the key.
  return status === 200 ? [reached, { state: 'good', says: 'It knows the publishable key' }] : [reached];
}

function judgeClock(answer: Response, sentAt: number): Finding {
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return { state: 'skipped', says: 'the clock: the platform told no time' };
  const seconds = Math.round((sentAt - theirs) / 1000);
  const off = Math.abs(seconds);
  if (off <= warnsAfterSeconds) return { state: 'good', says: `The clock is right (${off} s apart)` };
  return {
    state: off > breaksAfterSeconds ? 'bad' : 'warning',
    says: `The clock of this machine is ${off} s ${seconds > 0 ? 'ahead' : 'behind'}`,
    fix: 'Let NTP set it. Webhooks are refused from 300 s on; the SDK corrects signatures by itself.',
  };
}
