import * as z from 'zod/mini';
import type { BeaconEventName } from '../beacon-events.js';
import { count, currencyCode, money, text } from './shapes.js';

const word = z.optional(text(0, 500));
const amount = z.optional(money);
const currency = z.optional(currencyCode);
const quantity = z.optional(count);

const everywhere = {
  geoLat: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  geoLng: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
  postalCode: word,
  timezone: word,
};

const listed = { productId: word, listName: word, position: z.optional(count) };
const article = {
  productId: word,
  productName: word,
  sku: word,
  category: word,
  variant: word,
  price: amount,
};
const inCart = { cartId: word, ...article, currency, quantity };
const cart = { cartId: word, cartTotal: amount, currency, itemCount: z.optional(count) };
const message = {
  channel: z.optional(z.enum(['email', 'sms'])),
  messageId: word,
  consumerId: word,
  priority: word,
  template: word,
};

/** What each event may tell; nothing of it is required. */
export const beaconProperties = {
  pageView: properties({ pageType: word }),
  productImpression: properties(listed),
  productClick: properties(listed),
  productView: properties({ ...article, brand: word, currency }),
  addToCart: properties(inCart),
  removeFromCart: properties(inCart),
  viewCart: properties(cart),
  beginCheckout: properties({ ...cart, couponCodeApplied: word }),
  purchase: properties({
    orderId: word,
    transactionId: word,
    currency,
    subtotal: amount,
    tax: amount,
    shippingCost: amount,
    discountAmount: amount,
    totalRevenue: amount,
    couponCodeUsed: word,
    products: z.optional(z.array(z.strictObject({ ...article, quantity })).check(z.maxLength(200))),
  }),
  searchSubmitted: properties({ searchQuery: word, resultsCount: z.optional(count) }),
  qrScanned: properties({ locationId: word, qrPayload: word }),
  messageSent: properties(message),
  messageDelivered: properties(message),
  messageOpened: properties(message),
  messageClicked: properties(message),
  messageRead: properties(message),
  messageBounced: properties({ ...message, bounceType: word }),
  messageComplained: properties({ ...message, complaintType: word }),
  messageFailed: properties({ ...message, retryCount: z.optional(count) }),
} as const satisfies Record<BeaconEventName, z.ZodMiniType>;

function properties<Fields extends Readonly<Record<string, z.ZodMiniType>>>(fields: Fields) {
  return z.strictObject({ ...fields, ...everywhere });
}
