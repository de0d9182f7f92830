import type { Mode, Money } from '@fanfare/contract';
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
      Object.assign(data.experience, first.experience);
      Object.assign(data.sequence, first.sequence);
      Object.assign(data.queue, first.queue);
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
  return {
    experience: { id: `exp_${suffix}`, name: seed.experience, archived: false },
    sequence: { id: `seq_${suffix}`, name: 'Everyone', accessCode: null, audience: null },
    queue: {
      id: `queue_${suffix}`,
      name: `The line for ${seed.product}`,
      admitRate: seed.admitRate,
      capacity: null,
      maxAdmissions: null,
      admissionExpirationSeconds: 900,
      supportsGuest: true,
      openAt: null,
      closeAt: null,
    },
    product: { id: `prod_${suffix}`, name: seed.product },
    variant: { id: `var_${suffix}`, price: seed.price },
  };
}
