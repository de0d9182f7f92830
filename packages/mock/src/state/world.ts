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
  Timestamp,
  VariantId,
} from '@fanfare/contract';
import type { Tenant } from '../tenant.js';

/** The two keys of one mode. */
export interface WorldKeys {
  readonly publishable: PublishableKey;
  readonly secret: SecretKey;
}

/** An experience of the world. */
export interface WorldExperience {
  readonly id: ExperienceId;
  readonly name: string;
  /** An archived experience is gone for shoppers. */
  archived: boolean;
}

/** The way through an experience, and who may take it. */
export interface WorldSequence {
  readonly id: SequenceId;
  readonly name: string;
  /** The code that opens it; `null` where it is open to all. */
  accessCode: string | null;
  /** The proven e-mail addresses and telephone numbers that may take it; `null` for everybody's. */
  audience: string[] | null;
}

/** The rules of a queue: they may change at any time, and count from the next call or admission on. */
export interface WorldQueue {
  readonly id: DistributionId;
  readonly name: string;
  /** Admissions per minute. */
  admitRate: number;
  /** How many may wait at once; `null` for any number. */
  capacity: number | null;
  /** How many are ever admitted; `null` for any number. */
  maxAdmissions: number | null;
  /** How long an admission lasts; `null` for ever. */
  admissionExpirationSeconds: number | null;
  supportsGuest: boolean;
  openAt: Timestamp | null;
  closeAt: Timestamp | null;
}

/** What is for sale in one mode of an organization. */
export interface WorldData {
  readonly experience: WorldExperience;
  readonly sequence: WorldSequence;
  readonly queue: WorldQueue;
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
