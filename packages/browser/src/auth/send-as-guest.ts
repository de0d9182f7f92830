import type { Answer, Call } from '@fanfare/core';
import type { Session } from '../session/session.js';
import { sendInPlace, type SendInPlaceParts } from './send-in-place.js';

/** What a sign-in is sent with. */
export interface SendAsGuestParts extends Omit<SendInPlaceParts, 'withoutSession'> {
  readonly session: Session;
}

/**
 * Sends a sign-in with the token of the guest who makes it, if there is one, so that the platform moves the guest's place in
 * line to the new identity.
 */
export async function sendAsGuest(call: Call, { session, ...parts }: SendAsGuestParts): Promise<Answer> {
  const { signedIn, consumer } = await session.restore();
  const withoutSession = (): Promise<Answer> => parts.sendAs(call); // the guest is gone, the shopper is not
  if (!signedIn || consumer?.type !== 'guest') return withoutSession();
  return sendInPlace(call, { ...parts, withoutSession });
}
