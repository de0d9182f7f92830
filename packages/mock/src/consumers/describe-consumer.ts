import type { AdminConsumer } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createActivityLog } from '../state/activity-log.js';
import { consumerProfileOf, type FullProfile } from '../state/consumer-profile.js';
import type { Consumer } from '../state/consumers.js';
import { entityOf } from '../state/entity.js';
import { isoTime } from '../state/iso-time.js';
import { createLoyalty } from '../state/loyalty.js';
import { createOtpCodes } from '../state/otp-codes.js';
import { createPurchases } from '../state/purchases.js';

/** Describes a consumer as the merchant's servers see them. */
export function describeProfile(context: MockContext, consumer: Consumer): FullProfile {
  const { tenant, id } = consumer;
  return consumerProfileOf(consumer, {
    purchased: context.use(createPurchases).of(tenant, id),
    activities: context.use(createActivityLog).ofConsumer(tenant, id),
    loyaltyBalance: context.use(createLoyalty).balanceOf(tenant, id).balance,
    now: context.clock.now(),
  });
}

/** Describes a consumer as the merchant's administration sees them. */
export function describeConsumer(context: MockContext, consumer: Consumer): AdminConsumer & FullProfile {
  const { email, phone, verified, lastLoginAt } = consumer;
  return {
    ...describeProfile(context, consumer),
    ...entityOf(consumer),
    emailVerified: email !== undefined && verified.has(email),
    phoneVerified: phone !== undefined && verified.has(phone),
    status: consumer.status,
    lastLoginAt: lastLoginAt === null ? null : isoTime(lastLoginAt),
    metadata: { ...consumer.metadata },
    ...leakedCode(context, consumer),
  };
}

/** The documented platform shows one-time codes to the merchant; ours does not. */
function leakedCode(
  context: MockContext,
  { tenant, email, phone }: Consumer,
): Pick<AdminConsumer, 'verificationCode' | 'verificationCodeExpiresAt'> {
  if (context.profile !== 'hosted') return {};
  const codes = context.use(createOtpCodes);
  const found = [email, phone].map((address) => address && codes.peek(tenant, address)).find(Boolean);
  if (!found) return { verificationCode: null, verificationCodeExpiresAt: null };
  return { verificationCode: found.code, verificationCodeExpiresAt: isoTime(found.expiresAt) };
}
