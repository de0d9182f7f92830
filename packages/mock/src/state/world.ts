import type {
  ExperienceId,
  Mode,
  OrganizationId,
  OrganizationSettings,
  PublishableKey,
  SecretKey,
} from '@fanfare/contract';
import type { Organization } from '@fanfare/contract/admin';
import type { DistributionRow } from '../distributions/distribution-rows.js';
import type { Tenant } from '../tenant.js';
import type { ExperienceProductRow, ExperienceRow, SequenceRow } from './experience-rows.js';
import type { ProductRow, VariantRow } from './product-rows.js';

/** The two keys that an organization goes by in one mode, as the merchant noted them down: the newest after a rotation. */
export interface WorldKeys {
  publishable: PublishableKey;
  secret: SecretKey;
}

/** What an organization says about itself, in both modes. */
export interface WorldProfile {
  name: string;
  /** Its name in addresses; no two organizations have the same. */
  slug: string;
  currencyCode: string;
  languageCode: string;
  countryCode: string;
  timeZone: string;
  defaultMessagingChannel: Organization['defaultMessagingChannel'];
  companyUrl: string | null;
  /** The hosts whose pages may frame its pages; `null` where none may. */
  embeddingAllowedHosts: string[] | null;
  /** Where the measurements of its pages go; `null` for nowhere. */
  cdp: NonNullable<OrganizationSettings['cdp']> | null;
  state: Organization['state'];
}

/**
 * What is there from the start in one mode of an organization. These are the stored things themselves: what is
 * changed here counts from the next call on.
 */
export interface WorldData {
  readonly experience: ExperienceRow;
  readonly sequence: SequenceRow;
  readonly queue: DistributionRow<'queue'>;
  readonly product: ProductRow;
  readonly variant: VariantRow;
  /** The product as the experience offers it. */
  readonly offer: ExperienceProductRow;
}

/** An organization of the seeded world; its own fields are the test data, `live` is the other mode. */
export interface WorldOrganization extends WorldData, WorldProfile {
  readonly id: OrganizationId;
  readonly keys: Readonly<Record<Mode, WorldKeys>>;
  /** The origins whose pages may use the publishable keys; exact, and none by default. */
  readonly allowedOrigins: string[];
  readonly live: WorldData;
}

/** The seeded world: two organizations that must never see each other. */
export interface World {
  readonly organizations: readonly [WorldOrganization, WorldOrganization];
}

/** What is there from the start, of all tenants. */
export function seededData(world: World): readonly WorldData[] {
  return world.organizations.flatMap((organization) => [organization, organization.live]);
}

/** The tenants that are there from the start, each with the experience that it has. */
export function seededTenants(
  world: World,
): readonly { readonly tenant: Tenant; readonly experienceId: ExperienceId }[] {
  return seededData(world).map(({ experience: { tenant, id } }) => ({
    tenant,
    experienceId: id as ExperienceId,
  }));
}

/** Finds a tenant's organization. */
export function worldOrganization(
  world: World,
  tenant: Pick<Tenant, 'organizationId'>,
): WorldOrganization | undefined {
  return world.organizations.find((organization) => organization.id === tenant.organizationId);
}
