import type { FanfareClient } from '@fanfare/browser';

/** Spends the grant at the shop's backend. It travels in the body, never in an address; what goes wrong is told by the widget. */
export async function checkout(fanfare: FanfareClient, grant: string): Promise<void> {
  const answer = await fanfare.fetch(new URL('/api/checkout', location.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant }),
  });
  if (!answer.ok) throw new Error(`The shop did not take the order: HTTP ${answer.status}.`);
}
