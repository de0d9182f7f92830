import type { Delivery, DeliveryAttempt } from '../parts.js';
import type { WebhookEndpointRow } from './endpoint-row.js';
import type { SealedEvent } from './seal-event.js';

/** A delivery with what its log must not show: the bytes, which may hold a grant. */
export interface DeliveryJob {
  readonly serial: number;
  readonly endpoint: WebhookEndpointRow;
  /** Blank when whom it tells of was forgotten. */
  event: SealedEvent;
  readonly log: { -readonly [Key in keyof Delivery]: Delivery[Key] } & { attempts: DeliveryAttempt[] };
  /** Attempts that the schedule made; those by hand do not count. */
  planned: number;
  /** How often the first attempt is made once more, as a fault asked for. */
  copies: number;
  /** Takes back the next attempt. */
  unplan: () => void;
}
