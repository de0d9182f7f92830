import { type AuthorizeExternal, type ExternalAuthorization } from '@fanfare/contract';
import { sessionSchema } from '@fanfare/contract/schemas';
import type { MockContext } from '../context.js';
import { createConsumers, type Consumer, type ProfileFields } from '../state/consumers.js';
import { createExternalIdentities } from '../state/external-identities.js';
import type { Tenant } from '../tenant.js';

/**
 * Makes an exchange code for a user of the merchant's identity provider. The identity is (organization,
 * provider, issuer, subject); a canonical subject joins identities at their first appearance only, and an
 * e-mail address or telephone number never does.
 */
export function authorizeExternal(
  context: MockContext,
  { tenant, body }: { readonly tenant: Tenant; readonly body: AuthorizeExternal },
): ExternalAuthorization {
  const { consumer, resolution } = resolve(context, { tenant, body });
  context.use(createConsumers).fill(consumer, profileOf(body.claims));
  const { code, expiresAt } = context.use(createExternalIdentities).issueCode(tenant, consumer.id, body);
  return { exchangeCode: code, expiresAt: new Date(expiresAt).toISOString(), resolution };
}

interface Resolved {
  readonly consumer: Consumer;
  readonly resolution: ExternalAuthorization['resolution'];
}

function resolve(
  context: MockContext,
  { tenant, body }: { readonly tenant: Tenant; readonly body: AuthorizeExternal },
): Resolved {
  const { provider, issuer, subject, canonicalSubject } = body;
  const identities = context.use(createExternalIdentities);
  const consumers = context.use(createConsumers);
  const find = (id: string | undefined): Consumer | undefined =>
    id === undefined ? undefined : consumers.find(tenant, id);

  const existing = find(identities.find(tenant, body));
  if (existing !== undefined) return { consumer: existing, resolution: 'existing' };
  const link = { provider, issuer, subject, canonicalSubject };
  const canonical =
    canonicalSubject === undefined ? undefined : find(identities.findCanonical(tenant, canonicalSubject));
  if (canonical !== undefined) {
    identities.link(tenant, { ...link, consumerId: canonical.id });
    return { consumer: canonical, resolution: 'linked' };
  }
  const fields = profileOf(body.claims);
  const consumer = consumers.create({ tenant, source: 'external', fields });
  identities.link(tenant, { ...link, consumerId: consumer.id });
  return { consumer, resolution: 'created' };
}

/** Claims are the merchant's own words: what is not in the form of the field is left out. */
function profileOf(claims: AuthorizeExternal['claims'] = {}): ProfileFields {
  const email = sessionSchema.shape.email.safeParse(claims['email']).data;
  const fullName = [claims['fullName'], claims['name']].find(
    (name) => typeof name === 'string' && name !== '',
  );
  return {
    ...(email !== undefined && { email: email.toLowerCase() }),
    ...(typeof fullName === 'string' && { fullName }),
  };
}
