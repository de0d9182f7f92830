/** What is used of an order of Shopify. */
export interface PaidOrder {
  readonly id: string;
  /** A decimal amount, such as `129.00`. */
  readonly total: string;
  /** How many pieces of the drop are in it. */
  readonly pieces: number;
  readonly handOffId: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the body of `orders/paid`. The signature covers the body alone, so that nothing is taken from a header.
 *
 * @throws TypeError where it is no paid order
 */
export function readOrder(payload: unknown, variantId: number): PaidOrder {
  const { id, total_price: total, financial_status: status, ...order } = fieldsOf(payload);
  if (typeof id !== 'number' || typeof total !== 'string' || status !== 'paid')
    throw new TypeError('The delivery of Shopify is no paid order.');
  const items = listOf(order['line_items']).filter((item) => item['variant_id'] === variantId);
  const note = listOf(order['note_attributes']).find(({ name }) => name === 'hand_off')?.['value'];
  return {
    id: String(id),
    total,
    pieces: items.reduce((sum, { quantity }) => sum + Number(quantity), 0),
    handOffId: typeof note === 'string' ? note : undefined,
  };
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
