/** An event of another sender, whose signature was checked. */
export interface SenderEvent {
  /** Who sent it: the name of the {@link WebhookSender}. */
  readonly sender: string;
  /** Names the event over all of its deliveries. Shopify and WooCommerce do not sign it. */
  readonly id: string;
  /** When the delivery was signed, as ISO 8601; absent where the sender does not say. */
  readonly timestamp?: string;
  /** What happened, in the words of the sender. Shopify and WooCommerce do not sign it. */
  readonly type?: string;
  /** The decoded JSON. Its signature is good; its shape is for you to check. */
  readonly payload: unknown;
}
