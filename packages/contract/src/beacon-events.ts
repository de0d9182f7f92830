/** What a page reports, in the platform's own spelling. */
export const beaconEventNames = [
  'pageView',
  'productImpression',
  'productClick',
  'productView',
  'addToCart',
  'removeFromCart',
  'viewCart',
  'beginCheckout',
  'purchase',
  'searchSubmitted',
  'qrScanned',
  'messageSent',
  'messageDelivered',
  'messageOpened',
  'messageClicked',
  'messageRead',
  'messageBounced',
  'messageComplained',
  'messageFailed',
] as const;

/** The name of an event that a page reports. */
export type BeaconEventName = (typeof beaconEventNames)[number];
