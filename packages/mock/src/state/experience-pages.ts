import type { CreativeDocument, ExperiencePage } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createTable, type RowOf, type Table } from './table.js';

/** What is kept of a page of an experience. */
export interface ExperiencePageFields extends Pick<ExperiencePage, 'experienceId' | 'slug' | 'title'> {
  readonly creativeDocument: CreativeDocument & { readonly kind: 'experience-page' };
  readonly creativeTemplateKey: string | null;
  readonly metadata: Record<string, unknown> | null;
}

/** A stored page. */
export type ExperiencePageRow = RowOf<ExperiencePageFields>;

/** The pages of all tenants. */
export interface ExperiencePages {
  readonly table: Table<ExperiencePageFields>;
  /** Finds the page that has a slug; archived ones have given it back. */
  bySlug(tenant: Tenant, slug: string): ExperiencePageRow | undefined;
}

/** Makes an empty set of pages. */
export function createExperiencePages(context: MockContext): ExperiencePages {
  const table = createTable<ExperiencePageFields>(context, 'page');
  return {
    table,
    bySlug: (tenant, slug) => table.all(tenant).find((row) => row.slug === slug),
  };
}
