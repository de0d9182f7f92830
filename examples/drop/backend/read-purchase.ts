import type { Till } from './orders.ts';

/** What a page may say about a purchase: the grant, and where to pay. */
export interface Purchase {
  readonly grant: string;
  readonly till: Till;
}

/** Reads the body of a checkout; `undefined` where it is anything else. */
export function readPurchase(body: unknown): Purchase | undefined {
  const { grant, till } = (body ?? {}) as Readonly<Record<string, unknown>>; // any value has properties, or none
  if (typeof grant !== 'string' || grant === '') return undefined;
  return till === 'hosted' || till === 'own' ? { grant, till } : undefined;
}
