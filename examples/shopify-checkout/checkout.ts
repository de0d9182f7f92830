import type { FanfareClient } from '@fanfare/browser';

/** Spends the grant, on the page, and tells where to go: `location.assign` leads to the cart at Shopify, once. */
export async function checkout(
  fanfare: FanfareClient,
  { grant, shopUrl }: { readonly grant: string; readonly shopUrl: string },
): Promise<{ readonly url: string; readonly answer: Response }> {
  const answer = await fanfare.fetch(new URL('/api/checkout', shopUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant }),
  });
  if (!answer.ok) throw new Error(`The shop did not take the turn: HTTP ${answer.status}.`);
  const { url } = (await answer.json()) as { readonly url: string };
  return { url, answer };
}
