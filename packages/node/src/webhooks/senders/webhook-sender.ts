import type { WebhookHeaders } from '../delivery-headers.js';
import type { WebhookPayload } from '../payload.js';
import type { SenderEvent } from './sender-event.js';

/** What the verification of another sender's delivery yields. */
export interface VerifiedSenderDelivery {
  readonly event: SenderEvent;
  /** Which of the secrets made a signature, the first that did. */
  readonly secretIndex: number;
  /** Names the event in an inbox, over all of its deliveries. */
  readonly inboxKey: string;
}

/** Verifies the deliveries of one sender, all senders in the same way. */
export interface WebhookSender {
  /** Stands in each of its events. */
  readonly name: string;
  /** Whether the sender delivers again what was not answered with 2xx. */
  readonly redelivers: boolean;
  /** Largest body, in bytes. */
  readonly maxBytes: number;
  /**
   * Verifies a delivery and returns its event. The headers may be left out where the payload is a request.
   *
   * @throws `WebhookError` with a `webhook_…` code that says which check failed.
   */
  verify(payload: WebhookPayload, headers?: WebhookHeaders | Promise<WebhookHeaders>): Promise<SenderEvent>;
  /** Verifies a delivery and also returns which secret signed it. */
  verifyDelivery(
    payload: WebhookPayload,
    headers?: WebhookHeaders | Promise<WebhookHeaders>,
  ): Promise<VerifiedSenderDelivery>;
  /** Recognises a request that only asks whether the address answers. It proves nothing and must have no effect. */
  readonly isPing?: (bytes: Uint8Array, headers: WebhookHeaders) => boolean;
}
