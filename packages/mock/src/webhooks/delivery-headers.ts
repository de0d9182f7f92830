import { createHmac } from 'node:crypto';
import { headers, webhookRetrySchedule, webhookSignature } from '@fanfare/contract';
import { deliveryAgent } from './delivery-agent.js';

/** One attempt of a delivery, as far as its headers tell of it. Times are milliseconds since the epoch. */
export interface DeliveryStamp {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly eventType: string;
  /** The secrets that sign, two at most: the old one first. */
  readonly secrets: readonly string[];
  readonly body: string;
  readonly now: number;
  readonly attemptsBefore: number;
  /** When the first attempt was made. */
  readonly firstAttemptAt: number;
}

/** Attempts by hand may go on after the last of the schedule; the documented count does not. */
const mostRetries = webhookRetrySchedule.length - 1;

/**
 * Makes the headers of one attempt: signed for this moment, so that a retry is as fresh as a first attempt. Two secrets
 * take turns in the documented header, so that a receiver that knows only one, and only this header, accepts every other
 * attempt.
 */
export function deliveryHeaders(stamp: DeliveryStamp): Record<string, string> {
  const timestamp = unixSeconds(stamp.now);
  const { secrets, attemptsBefore, body } = stamp;
  const turn = attemptsBefore % secrets.length;
  const [signature, additional] = [...secrets.slice(turn), ...secrets.slice(0, turn)].map((secret) =>
    signDelivery({ secret, timestamp, body }),
  );
  const first = {
    'content-type': 'application/json',
    'user-agent': deliveryAgent,
    [headers.webhookSignature]: signature ?? '',
    ...(additional !== undefined && { [headers.webhookAdditionalSignature]: additional }),
    [headers.webhookTimestamp]: timestamp,
    [headers.webhookEventType]: stamp.eventType,
    [headers.webhookDeliveryId]: stamp.deliveryId,
  };
  if (attemptsBefore === 0) return first;
  return {
    ...first,
    [headers.webhookRetryCount]: String(Math.min(attemptsBefore, mostRetries)),
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
