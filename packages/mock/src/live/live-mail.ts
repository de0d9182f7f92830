import type { MockContext } from '../context.js';
import { createEmailVerifications } from '../state/email-verifications.js';
import { createOtpCodes } from '../state/otp-codes.js';
import type { LiveCode } from './live-view.js';

const most = 12;

/** Describes the codes that are on their way, those first that hold longest. */
export function liveMail(context: MockContext): readonly LiveCode[] {
  const now = context.clock.now();
  const mails = [
    ...context.use(createOtpCodes).unspent().map(mailOf('sign in')),
    ...context.use(createEmailVerifications).unspent().map(mailOf('prove address')),
  ];
  return mails
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((a, b) => b.expiresAt - a.expiresAt)
    .slice(0, most);
}

function mailOf(purpose: LiveCode['purpose']): (code: Omit<LiveCode, 'purpose'>) => LiveCode {
  return ({ address, code, expiresAt }) => ({ address, code, expiresAt, purpose });
}
