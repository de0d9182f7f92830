import type { HeaderReader } from './header-reader.js';
import type { KeyImport } from './import-sender-keys.js';
import type { ClaimedSignature } from './signature-key.js';

/** What the headers of a delivery claim, parsed; true once a signature is good. */
export interface SignatureClaim {
  readonly signatures: readonly ClaimedSignature[];
  /** What is signed before the body. */
  readonly prefix: string;
  /** Seconds since the epoch; absent where the scheme signs no time. */
  readonly signedAt?: number;
  readonly id?: string;
  readonly type?: string;
}

/** Names an event. */
export interface EventNames {
  readonly id: string;
  readonly type?: string;
  /** What else it takes to tell the event from others, beside the id. */
  readonly within?: string;
}

/** A good delivery, of which the event is to be named. */
export interface GoodDelivery {
  readonly claim: SignatureClaim;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly payload: unknown;
}

/** How a sender signs. Pure: the chain of checks is the same for all of them. */
export interface SenderScheme {
  readonly name: string;
  readonly redelivers: boolean;
  readonly importKey: KeyImport;
  /** Parses the headers in their one documented form; throws a `WebhookError`. */
  readonly read: (headers: HeaderReader) => SignatureClaim;
  /** Names the event; `undefined` where the payload does not. */
  readonly identify: (delivery: GoodDelivery) => EventNames | undefined | Promise<EventNames>;
}
