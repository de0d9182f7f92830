import { adminOf } from './admin-of.js';
import type { TestShop } from './open-shop.js';

/** An experience that offers chosen products, and its one sequence. */
export interface TestOffer {
  readonly experienceId: string;
  readonly sequenceId: string;
}

/** Creates an experience that offers products, and says more about its sequence. */
export async function openOffer(
  shop: TestShop,
  { productIds, sequence = {} }: { readonly productIds: readonly string[]; readonly sequence?: object },
): Promise<TestOffer> {
  const products = productIds.map((productId) => ({ productId }));
  const made = { name: 'Offer', products, sequence: { name: 'Way', ...sequence } };
  const { status, body } = await adminOf(shop).post('/experiences', made);
  if (status !== 200) throw new Error(`The experience was not created: ${JSON.stringify(body)}`);
  const [row] = body['sequences'] as { id: string }[]; // as every experience is answered
  return { experienceId: String(body['id']), sequenceId: String(row?.id) };
}
