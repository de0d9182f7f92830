import type { Mode, Money } from '@fanfare/contract';
import { newDistribution } from '../distributions/distribution-rows.js';
import { newSequence } from './experience-rows.js';
import { newProduct, newVariant } from './product-rows.js';
import { seedProfiles } from './seed-profiles.js';
import type { RowBase, RowOf } from './table.js';
import type { World, WorldData, WorldKeys, WorldOrganization, WorldProfile } from './world.js';

interface Seed {
  readonly profile: WorldProfile;
  readonly experience: string;
  readonly product: string;
  readonly price: Money;
  readonly admitRate: number;
}

const seeds: readonly [Seed, Seed] = [
  {
    profile: seedProfiles.aurora,
    experience: 'Aurora One, the winter drop',
    product: 'Aurora One',
    price: '149.00',
    admitRate: 30,
  },
  {
    profile: seedProfiles.borealis,
    experience: 'Northern Lights, the first pressing',
    product: 'Northern Lights (LP)',
    price: '39.50',
    admitRate: 60,
  },
];

/** Builds the seeded world anew: the same ids and keys every time, nothing shared between two calls. */
export function seedWorld(): World {
  return { organizations: [organization(seeds[0]), organization(seeds[1])] };
}

/** Gives everything that may be changed about a world its first value again, except the allowed origins. */
export function reseedWorld(world: World): void {
  const seeded = seedWorld();
  for (const [index, organization] of world.organizations.entries()) {
    const fresh = seeded.organizations[index];
    const seed = seeds[index];
    if (fresh === undefined || seed === undefined) continue;
    Object.assign(organization, structuredClone(seed.profile));
    for (const mode of ['test', 'live'] as const) Object.assign(organization.keys[mode], fresh.keys[mode]);
    for (const [data, first] of [
      [organization, fresh],
      [organization.live, fresh.live],
    ] as const) {
      for (const name of ['experience', 'sequence', 'queue', 'product', 'variant', 'offer'] as const) {
        Object.assign(data[name], first[name]);
      }
    }
  }
}

function organization(seed: Seed): WorldOrganization {
  return {
    id: `org_${seed.profile.slug}`,
    ...structuredClone(seed.profile),
    keys: { test: keys(seed, 'test'), live: keys(seed, 'live') },
    allowedOrigins: [],
    ...data(seed, 'test'),
    live: data(seed, 'live'),
  };
}

function keys({ profile: { slug } }: Seed, mode: Mode): WorldKeys {
  return { publishable: `pk_${mode}_${slug}_mock`, secret: `sk_${mode}_${slug}_mock` };
}

function data(seed: Seed, mode: Mode): WorldData {
  const { slug } = seed.profile;
  const suffix = mode === 'live' ? `${slug}_live` : slug;
  const [experienceId, sequenceId] = [`exp_${suffix}`, `seq_${suffix}`];
  const [productId, variantId] = [`prod_${suffix}`, `var_${suffix}`];
  const row = <Fields extends object>(id: string, fields: Fields): RowOf<Fields> => {
    const tenant = { organizationId: `org_${slug}`, mode };
    return { ...fields, ...seeded, id, tenant } as RowOf<Fields>; // the parts that it is made of
  };
  return {
    experience: row(experienceId, {
      name: seed.experience,
      timeZone,
      accessCode: null,
      theme: null,
      i18n: null,
      activityFeed: false,
    }),
    sequence: row(sequenceId, { ...newSequence, experienceId, name: 'Everyone' }),
    queue: row(`queue_${suffix}`, {
      ...newDistribution,
      sequenceId,
      name: `The line for ${seed.product}`,
      timeZone,
      admitRate: seed.admitRate,
      supportsGuest: true,
      capacity: null,
      maxAdmissions: null,
      admissionExpirationSeconds: 900,
      loyaltyBiasEnabled: false,
    }),
    product: row(productId, {
      ...newProduct,
      name: seed.product,
      url: `https://www.${slug}.example/products/${productId}`,
      defaultVariantId: variantId,
    }),
    variant: row(variantId, {
      ...newVariant,
      productId,
      sku: variantId.toUpperCase(),
      price: seed.price,
    }),
    offer: row(`${experienceId}_${productId}`, {
      experienceId,
      productId,
      productVariantId: variantId,
      position: 0,
      isPrimary: true,
    }),
  };
}

const timeZone = 'Europe/Berlin';

const seeded = {
  serial: 1,
  createdAt: Date.parse('2025-01-07T09:00:00.000Z'),
  createdBy: 'seed',
  archived: false,
  updatedAt: null,
  updatedBy: null,
} as const satisfies Omit<RowBase, 'id' | 'tenant'>;
