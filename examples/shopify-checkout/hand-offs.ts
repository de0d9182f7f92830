import { createHash, randomBytes } from 'node:crypto';

/** Somebody who was let in, and what became of it. */
export interface HandOff {
  /** Goes into the cart, and comes back with the order. */
  readonly id: string;
  readonly consumerId: string;
  /** The browser that asked last; its link works in no other. */
  browser: string;
  /** The cart at Shopify: one for each hand-off, however often a link is asked for. */
  cart?: Promise<string> | undefined;
  /** The order that Shopify says was paid. */
  orderId?: string;
}

/** The shop's book of hand-offs. A real shop has a database here. */
export interface HandOffs {
  /** Opens the hand-off of a grant, or finds the one that is open, and makes a link that works once. */
  readonly open: (who: Pick<HandOff, 'id' | 'consumerId' | 'browser'>) => string;
  /** Takes a link, in the browser that it was made for; after that it is worth nothing. */
  readonly take: (link: string, browser: string | undefined) => HandOff | undefined;
  readonly find: (id: string | undefined) => HandOff | undefined;
}

/** How long a link works. */
const linkMs = 120_000;

/** Opens an empty book. */
export function openHandOffs(now: () => number = Date.now): HandOffs {
  const byId = new Map<string, HandOff>();
  const links = new Map<string, { readonly handOff: HandOff; readonly until: number }>();
  return {
    open({ id, consumerId, browser }) {
      const handOff = byId.get(id) ?? { id, consumerId, browser };
      handOff.browser = browser;
      byId.set(id, handOff);
      const link = randomBytes(24).toString('base64url');
      links.set(digest(link), { handOff, until: now() + linkMs });
      return link;
    },
    take(link, browser) {
      const found = links.get(digest(link));
      if (found === undefined || found.handOff.browser !== browser) return undefined;
      links.delete(digest(link));
      return found.until >= now() ? found.handOff : undefined;
    },
    find: (id) => (id === undefined ? undefined : byId.get(id)),
  };
}

/** Whoever reads the book can follow no link. */
function digest(link: string): string {
  return createHash('sha256').update(link).digest('base64url');
}
