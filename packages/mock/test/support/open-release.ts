import type { Answer, TestShop, TestShopper } from './open-shop.js';

/** A timed release of a shop, and what can be done in it. */
export interface TestRelease {
  readonly id: string;
  enter(shopper: TestShopper, variantId?: string): Promise<Answer>;
  leave(shopper: TestShopper): Promise<Answer>;
  /** The state of a shopper in the release. */
  status(shopper: TestShopper): Promise<Answer['body']>;
  /** Completes at the merchant's own till. */
  complete(shopper: TestShopper): Promise<Answer>;
  /** Changes the release as its merchant. */
  change(patch: object): Promise<Answer>;
}

/** Sets up a timed release that is open, and a stock of so many pieces of the variant that the shop sells. */
export async function openRelease(
  shop: TestShop,
  { pieces = 2, ...fields }: { readonly pieces?: number; readonly [field: string]: unknown } = {},
): Promise<TestRelease> {
  Object.assign(shop.organization.variant, { inventoryPolicy: 'deny', inventoryQuantity: pieces });
  const { id: sequenceId } = shop.organization.sequence;
  const release = { sequenceId, name: 'Drop', supportsGuest: true, ...fields };
  const { status, body } = await shop.merchant('POST', '/timed-releases', release, { service: 'admin' });
  if (status !== 200) throw new Error(`The timed release was not created: ${JSON.stringify(body)}`);
  const id = String(body['id']);
  const path = `/timed-releases/${id}`;
  return {
    id,
    enter: (shopper, variantId) => shopper.call('POST', `${path}/enter`, { variantId }),
    leave: (shopper) => shopper.call('POST', `${path}/leave`),
    status: async (shopper) => (await shopper.call('GET', `${path}/status`)).body,
    complete: ({ consumerId }) => shop.merchant('POST', `${path}/complete`, { consumerId }),
    change: (patch) => shop.merchant('PUT', path, patch, { service: 'admin' }),
  };
}
