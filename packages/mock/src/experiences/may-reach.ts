import type { MockContext } from '../context.js';
import { createConsents } from '../privacy/consents.js';
import { createDataSettings } from '../privacy/data-settings.js';
import type { AnnouncementRow } from '../state/announcements.js';
import { createConsumers, type Consumer } from '../state/consumers.js';

/** What an announcement needs of a consumer, by its channel; the others need nothing. */
const needs: Readonly<
  Partial<Record<AnnouncementRow['type'], (consumer: Consumer, context: MockContext) => boolean>>
> = {
  EMAIL: (consumer, context) => isOwn(context, { consumer, address: consumer.email }),
  SMS: (consumer, context) => !consumer.smsOptOut && isOwn(context, { consumer, address: consumer.phone }),
};

/** Tells whether announcements of a channel can and may reach a consumer. */
export function mayReach(
  context: MockContext,
  { consumer, type }: { readonly consumer: Consumer; readonly type: AnnouncementRow['type'] },
): boolean {
  const { tenant, id: consumerId, status, archived } = consumer;
  if (archived || status !== 'ACTIVE') return false;
  const needsConsent = context.use(createDataSettings).of(tenant).consentRequired;
  if (needsConsent && !context.use(createConsents).isGranted({ tenant, consumerId }, 'marketing'))
    return false;
  return needs[type]?.(consumer, context) ?? true;
}

/** Proven, or written down by the merchant: what was only claimed may be anybody's. */
function isOwn(
  context: MockContext,
  { consumer, address }: { readonly consumer: Consumer; readonly address: string | undefined },
): boolean {
  if (address === undefined) return false;
  return context.use(createConsumers).findByAddress(consumer.tenant, address) === consumer;
}
