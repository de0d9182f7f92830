import type { FanfareClient } from '@fanfare/browser';

/** What the shop tells its page. */
export interface ShopConfig {
  readonly publishableKey: string;
  /** Left out where the platform is the hosted one. */
  readonly baseUrl?: string;
  readonly organizationId: string;
  readonly experienceId: string;
  readonly price: string;
}

/** An order as the shopper sees it. */
export interface Order {
  readonly id: string;
  readonly amount: string;
  readonly status: 'pending' | 'confirmed' | 'cancelled';
  /** The payment page, where there is one. */
  readonly checkoutUrl?: string;
}

/** Where the shopper pays. */
export type Till = 'hosted' | 'own';

/** Asks the backend what it sells; needs no identity. */
export async function shopConfig(): Promise<ShopConfig> {
  const response = await fetch('/api/config');
  if (!response.ok) throw new Error('The shop is closed for a moment. Please reload.');
  return (await response.json()) as ShopConfig;
}

/** Lists the shopper's own orders. */
export async function ownOrders(fanfare: FanfareClient): Promise<Order[]> {
  const { orders } = (await call(fanfare, '/api/orders')) as { orders: Order[] };
  return orders;
}

/** Spends the grant. The grant travels in the body, never in an address. */
export async function checkout(
  fanfare: FanfareClient,
  purchase: { grant: string; till: Till },
): Promise<{ orderId: string; checkoutUrl?: string }> {
  const body = JSON.stringify(purchase);
  const headers = { 'content-type': 'application/json' };
  return (await call(fanfare, '/api/checkout', { method: 'POST', headers, body })) as {
    orderId: string;
    checkoutUrl?: string;
  };
}

async function call(fanfare: FanfareClient, path: string, init?: RequestInit): Promise<unknown> {
  const response = await fanfare.fetch(new URL(path, location.origin), init);
  const answer = (await response.json().catch(() => ({}))) as { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `The shop answered ${response.status}.`);
  return answer;
}
