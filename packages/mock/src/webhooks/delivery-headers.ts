import { createHmac } from 'node:crypto';
import { headers, webhookSignature } from '@fanfare/contract';

/** One attempt of a delivery, as far as its headers tell of it. Times are milliseconds since the epoch. */
export interface DeliveryStamp {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly eventType: string;
  readonly secret: string;
  readonly body: string;
  readonly now: number;
  /** Attempts before this one. */
  readonly retryCount: number;
  /** When the first attempt was made. */
  readonly firstAttemptAt: number;
}

/** Makes the headers of one attempt: signed for this moment, so that a retry is as fresh as a first attempt. */
export function deliveryHeaders(stamp: DeliveryStamp): Record<string, string> {
  const timestamp = unixSeconds(stamp.now);
  const first = {
    'content-type': 'application/json',
    'user-agent': 'Fanfare-Webhooks/1.0',
    [headers.webhookSignature]: signDelivery({ ...stamp, timestamp }),
    [headers.webhookTimestamp]: timestamp,
    [headers.webhookEventType]: stamp.eventType,
    [headers.webhookDeliveryId]: stamp.deliveryId,
  };
  if (stamp.retryCount === 0) return first;
  return {
    ...first,
    [headers.webhookRetryCount]: String(stamp.retryCount),
    [headers.webhookOriginalTime]: unixSeconds(stamp.firstAttemptAt),
    [headers.webhookEndpointId]: stamp.endpointId,
  };
}

function signDelivery({
  secret,
  timestamp,
  body,
}: {
  secret: string;
  timestamp: string;
  body: string;
}): string {
  const signed = `${timestamp}${webhookSignature.separator}${body}`;
  const mac = createHmac(webhookSignature.algorithm, secret).update(signed, 'utf8').digest('hex');
  return `${webhookSignature.prefix}${mac}`;
}

function unixSeconds(time: number): string {
  return String(Math.floor(time / 1000));
}
