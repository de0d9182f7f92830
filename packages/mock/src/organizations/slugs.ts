import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { Tenant } from '../tenant.js';

/** A slug that an organization would like to have. */
export interface SlugWish {
  readonly tenant: Tenant;
  readonly slug: string;
}

/** Tells whether an organization may have a slug: no other one has it. */
export function isSlugFree({ world }: MockContext, { tenant, slug }: SlugWish): boolean {
  return world.organizations.every(
    (organization) => organization.slug !== slug || organization.id === tenant.organizationId,
  );
}

/** @throws {MockRefusal} `validation_error` where another organization has the slug. */
export function guardSlug(context: MockContext, wish: SlugWish): void {
  if (isSlugFree(context, wish)) return;
  const issue = {
    kind: 'validation',
    type: 'slug',
    expected: 'a slug that no other organization has',
    received: 'string',
    message: 'Already taken',
    path: [{ type: 'object', origin: 'value', input: null, key: 'slug' }],
  };
  refuse('validation_error', 'Another organization has this slug.', {
    documented: 'Already taken',
    issues: [issue],
  });
}
