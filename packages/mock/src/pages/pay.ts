import { createHash } from 'node:crypto';
import type { MockContext } from '../context.js';
import { readBody } from '../router/read-body.js';
import { createOrders, type Order } from '../state/orders.js';
import { worldOrganization } from '../state/world.js';
import { payStyle } from './pay-style.js';
import { payNotice, payView } from './pay-view.js';

/** A request for the payment page of an order, or a press on one of its buttons. */
export interface PayRequest {
  readonly orderId: string;
  readonly request: Request;
}

/** Serves the hosted payment page: GET shows the order, POST with `action` pays or cancels it. */
export async function servePayPage(
  context: MockContext,
  { orderId, request }: PayRequest,
): Promise<Response> {
  const order = context.use(createOrders).findAny(orderId);
  if (order === undefined) return respond(payNotice('There is no such order.'), { status: 404 });
  if (request.method === 'GET' || request.method === 'HEAD') return show(context, { order, status: 200 });
  if (request.method === 'POST') return press(context, { order, request });
  return respond(payNotice('This page takes GET and POST.'), { status: 405 });
}

async function press(
  context: MockContext,
  { order, request }: { order: Order; request: Request },
): Promise<Response> {
  const orders = context.use(createOrders);
  switch (await actionOf(request)) {
    case 'pay':
      orders.pay(order);
      // Paying twice is the same as paying once: a double click ends where the first click does.
      return order.status === 'completed' ? leave(order) : show(context, { order, status: 409 });
    case 'cancel':
      orders.cancel(order, 'cancelled by the shopper');
      return order.status === 'cancelled' ? leave(order) : show(context, { order, status: 409 });
    default:
      return respond(payNotice('This page can pay or cancel, nothing else.'), { status: 400 });
  }
}

async function actionOf(request: Request): Promise<string | null> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  return new URLSearchParams(new TextDecoder().decode(await readBody(request))).get('action');
}

function show(context: MockContext, { order, status }: { order: Order; status: number }): Response {
  const { room, wish, amount, deadline } = order;
  const page = payView({
    shop: worldOrganization(context.world, room.tenant)?.name ?? '',
    product: order.productName,
    quantity: wish.quantity,
    amount,
    currencyCode: wish.currencyCode,
    orderId: order.id,
    deadline,
    status: order.status === 'cancelled' && (order.endedAt ?? 0) >= deadline ? 'expired' : order.status,
    backUrl: nextUrl(order),
  });
  return respond(page, { status, targets: [wish.successUrl, wish.cancelUrl] });
}

function leave(order: Order): Response {
  return new Response(null, {
    status: 303,
    headers: { location: nextUrl(order), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/** Only the id of a paid order travels: a grant never stands in a URL. */
function nextUrl({ id, status, wish }: Order): string {
  if (status !== 'completed') return wish.cancelUrl;
  const url = new URL(wish.successUrl);
  url.searchParams.set('order', id);
  return url.href;
}

interface PageOptions {
  readonly status: number;
  /** Where a form of the page may lead: a browser checks form-action along redirects too (CSP3 §6.4). */
  readonly targets?: readonly string[];
}

function respond(page: string, { status, targets = [] }: PageOptions): Response {
  const style = createHash('sha256').update(payStyle).digest('base64');
  const forms = ["'self'", ...new Set(targets.map((url) => new URL(url).origin))].join(' ');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(page, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
