import { createHash } from 'node:crypto';
import type { Order } from './orders.ts';

const labels = { pending: 'Waiting for payment', confirmed: 'Confirmed', cancelled: 'Cancelled' } as const;
const columns = ['Status', 'Order', 'Amount', 'Paid at', 'Shopper'];
const tills = { hosted: 'Fanfare checkout', own: 'Own till' } as const;

const style = `
:root { color-scheme: light dark; --ink: #1b1a22; --soft: #6d6a7c; --line: #e6e3ee; --page: #f7f5fb; --card: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #f1eff7; --soft: #a29eb5; --line: #34313f; --page: #131219; --card: #1d1b26 } }
body { margin: 0; padding: 3rem clamp(1rem, 6vw, 5rem); background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif }
h1 { margin: 0; font-size: 2rem; letter-spacing: -.02em }
p { margin: .25rem 0 2rem; color: var(--soft) }
main { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
table { width: 100%; border-collapse: collapse; font-size: .95rem }
th { text-align: left; color: var(--soft); font-weight: 500; font-size: .8rem; text-transform: uppercase; letter-spacing: .06em }
th, td { padding: .9rem 1.25rem; border-bottom: 1px solid var(--line); white-space: nowrap }
tr:last-child td { border-bottom: 0 }
td:nth-child(2), td:nth-child(5) { max-width: 13rem; overflow: hidden; text-overflow: ellipsis; font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85rem }
.none { text-align: center; color: var(--soft) }
span { display: inline-block; padding: .15rem .7rem; border-radius: 99px; font-weight: 600; font-size: .85rem }
.confirmed { background: #d8f5e4; color: #0b6b3a }
.pending { background: #fdeccb; color: #7a4d00 }
.cancelled { background: #eceaf2; color: #55516a }
`;

/** Nothing but the page's own style loads. */
export const merchantPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'`;

/** The page on which the merchant watches orders come in. */
export function merchantPage(orders: readonly Order[]): string {
  const rows = orders.map(row).join('') || '<tr><td colspan="5" class="none">No orders yet.</td></tr>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Orders · Aurora Sneakers</title>
<style>${style}</style>
</head>
<body>
<header><h1>Orders</h1><p>Aurora One, the winter drop · confirmed by signed webhooks only</p></header>
<main tabindex="0" aria-label="Orders"><table>
<thead><tr>${columns.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows}</tbody>
</table></main>
</body>
</html>`;
}

function row(order: Order): string {
  const cells = [order.id, `€ ${order.amount}`, tills[order.till], order.consumerId]
    .map((text) => `<td>${escapeHtml(text)}</td>`)
    .join('');
  return `<tr><td><span class="${order.status}">${labels[order.status]}</span></td>${cells}</tr>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
