/** A shop at Shopify. */
export interface ShopifyShop {
  /** Such as `https://harbour.myshopify.com`. */
  readonly url: string;
  /** The private token of the Storefront API. */
  readonly storefrontToken: string;
  /** @default `globalThis.fetch` */
  readonly fetch?: (url: string, init: RequestInit) => Response | Promise<Response>;
}

const mutation = `mutation ($input: CartInput!) {
  cartCreate(input: $input) { cart { checkoutUrl } }
}`;

/** Makes a cart with one piece in it, and tells where it is paid. The hand-off's id comes back with the order, as a note. */
export async function createCart(
  { url, storefrontToken, fetch = globalThis.fetch }: ShopifyShop,
  { variantId, handOffId }: { readonly variantId: number; readonly handOffId: string },
): Promise<string> {
  const input = {
    lines: [{ merchandiseId: `gid://shopify/ProductVariant/${variantId}`, quantity: 1 }],
    attributes: [{ key: 'hand_off', value: handOffId }],
  };
  const answer = await fetch(`${url}/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'shopify-storefront-private-token': storefrontToken },
    body: JSON.stringify({ query: mutation, variables: { input } }),
    signal: AbortSignal.timeout(5_000),
  });
  const { data } = (await answer.json().catch(() => ({}))) as {
    readonly data?: { readonly cartCreate?: { readonly cart?: { readonly checkoutUrl?: string } | null } };
  };
  const checkoutUrl = data?.cartCreate?.cart?.checkoutUrl;
  if (checkoutUrl === undefined) throw new Error(`Shopify made no cart: HTTP ${answer.status}.`);
  return checkoutUrl;
}
