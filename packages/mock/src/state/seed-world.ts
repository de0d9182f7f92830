import type { Mode, Money } from '@fanfare/contract';
import { newDistribution } from '../distributions/distribution-rows.js';
import { newSequence } from './experience-rows.js';
import { newProduct, newVariant } from './product-rows.js';
import type { RowBase, RowOf } from './table.js';
import type { World, WorldData, WorldKeys, WorldOrganization } from './world.js';

interface Seed {
  readonly slug: string;
  readonly name: string;
  readonly experience: string;
  readonly product: string;
  readonly price: Money;
  readonly currencyCode: string;
  readonly admitRate: number;
}

const seeds = {
  aurora: {
    slug: 'aurora',
    name: 'Aurora Sneakers',
    experience: 'Aurora One, the winter drop',
    product: 'Aurora One',
    price: '149.00',
    currencyCode: 'EUR',
    admitRate: 30,
  },
  borealis: {
    slug: 'borealis',
    name: 'Borealis Records',
    experience: 'Northern Lights, the first pressing',
    product: 'Northern Lights (LP)',
    price: '39.50',
    currencyCode: 'USD',
    admitRate: 60,
  },
} as const satisfies Record<string, Seed>;

/** Builds the seeded world anew: the same ids and keys every time, nothing shared between two calls. */
export function seedWorld(): World {
  return { organizations: [organization(seeds.aurora), organization(seeds.borealis)] };
}

/** Gives everything that may be changed about a world its first value again, except the allowed origins. */
export function reseedWorld(world: World): void {
  const seeded = seedWorld();
  for (const [index, organization] of world.organizations.entries()) {
    const fresh = seeded.organizations[index];
    if (fresh === undefined) continue;
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
    id: `org_${seed.slug}`,
    name: seed.name,
    slug: seed.slug,
    currencyCode: seed.currencyCode,
    keys: { test: keys(seed, 'test'), live: keys(seed, 'live') },
    allowedOrigins: [],
    ...data(seed, 'test'),
    live: data(seed, 'live'),
  };
}

function keys({ slug }: Seed, mode: Mode): WorldKeys {
  return { publishable: `pk_${mode}_${slug}_mock`, secret: `sk_${mode}_${slug}_mock` };
}

function data(seed: Seed, mode: Mode): WorldData {
  const suffix = mode === 'live' ? `${seed.slug}_live` : seed.slug;
  const [experienceId, sequenceId] = [`exp_${suffix}`, `seq_${suffix}`];
  const [productId, variantId] = [`prod_${suffix}`, `var_${suffix}`];
  const row = <Fields extends object>(id: string, fields: Fields): RowOf<Fields> => {
    const tenant = { organizationId: `org_${seed.slug}`, mode };
    return { ...fields, ...seeded, id, tenant } as RowOf<Fields>; // the parts that it is made of
  };
  return {
    experience: row(experienceId, {
      name: seed.experience,
      timeZone,
      accessCode: null,
      theme: null,
      i18n: null,
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
      url: `https://www.${seed.slug}.example/products/${productId}`,
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
