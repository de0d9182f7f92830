import type {
  DistributionId,
  ExperienceId,
  Mode,
  Money,
  OrganizationId,
  ProductId,
  PublishableKey,
  SecretKey,
  SequenceId,
  VariantId,
} from '@fanfare/contract';
import type { Tenant } from '../tenant.js';

/** The two keys of one mode. */
export interface WorldKeys {
  readonly publishable: PublishableKey;
  readonly secret: SecretKey;
}

/** What is for sale in one mode of an organization. */
export interface WorldData {
  readonly experience: { readonly id: ExperienceId; readonly name: string };
  readonly sequence: { readonly id: SequenceId };
  readonly queue: { readonly id: DistributionId; readonly admitRate: number };
  readonly product: { readonly id: ProductId; readonly name: string };
  readonly variant: { readonly id: VariantId; readonly price: Money };
}

/** An organization of the seeded world; its own fields are the test data, `live` is the other mode. */
export interface WorldOrganization extends WorldData {
  readonly id: OrganizationId;
  readonly name: string;
  readonly slug: string;
  readonly currencyCode: string;
  readonly keys: Readonly<Record<Mode, WorldKeys>>;
  /** The origins whose pages may use the publishable keys; exact, and none by default. */
  readonly allowedOrigins: string[];
  readonly live: WorldData;
}

/** The seeded world: two organizations that must never see each other. */
export interface World {
  readonly organizations: readonly [WorldOrganization, WorldOrganization];
}

/** Finds what is for sale for a tenant. */
export function worldData(world: World, tenant: Tenant): WorldData | undefined {
  const organization = worldOrganization(world, tenant);
  return tenant.mode === 'live' ? organization?.live : organization;
}

/** Finds a tenant's organization. */
export function worldOrganization(
  world: World,
  tenant: Pick<Tenant, 'organizationId'>,
): WorldOrganization | undefined {
  return world.organizations.find((organization) => organization.id === tenant.organizationId);
}
