import { html, type Html } from './html.js';
import { payStyle } from './pay-style.js';

/** What the payment page shows of an order. */
export interface PayView {
  readonly shop: string;
  readonly product: string;
  readonly quantity: number;
  readonly amount: string;
  readonly currencyCode: string;
  readonly orderId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly status: 'pending' | 'completed' | 'cancelled' | 'expired';
  /** Where the shopper goes on from here; while the order is pending, only by paying or cancelling. */
  readonly backUrl: string;
}

/** Writes the payment page of an order. */
export function payView(view: PayView): string {
  const { status, backUrl } = view;
  const price = new Intl.NumberFormat('en', { style: 'currency', currency: view.currencyCode });
  const amount = price.format(Number(view.amount)); // twelve digits and cents fit into a double
  const order = html`<dl>
    <div>
      <dt>${view.product}</dt>
      <dd>× ${String(view.quantity)}</dd>
    </div>
    <div>
      <dt>Order</dt>
      <dd>${view.orderId}</dd>
    </div>
    <div class="total">
      <dt>Total</dt>
      <dd>${amount}</dd>
    </div>
  </dl>`;
  const back = html`<a class="button" href="${backUrl}">Back to the shop</a>`;
  const body = {
    pending: html`<h1>Your order</h1>
      ${order}
      <form method="post">
        <button class="act" name="action" value="pay">Pay ${amount}</button>
        <button name="action" value="cancel">Cancel the order</button>
      </form>
      <p class="note">
        Reserved for you until ${clockTime(view.deadline)}. This is a mock: no money moves.
      </p>`,
    completed: html`<h1 class="good">Thank you, this order is paid</h1>
      ${order}${back}`,
    cancelled: html`<h1 class="bad">This order was cancelled</h1>
      ${order}${back}`,
    expired: html`<h1 class="bad">The time to pay is over</h1>
      ${order}${back}`,
  }[status];
  return page({ title: `${view.shop} · payment`, shop: view.shop, body });
}

/** Writes a page that only says something. */
export function payNotice(text: string): string {
  return page({ title: 'Payment', shop: 'Fanfare mock', body: html`<h1>${text}</h1>` });
}

/** Exactly the text that the policy of the page names by its hash. */
const styleElement: Html = { html: `<style>${payStyle}</style>` };

function page({ title, shop, body }: { title: string; shop: string; body: Html }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <p class="shop">${shop}</p>
          ${body}
        </main>
      </body>
    </html> `.html;
}

function clockTime(time: number): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat('en', format).format(time)} UTC`;
}
