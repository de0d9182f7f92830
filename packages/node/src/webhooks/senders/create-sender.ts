import { limits, webhookSignature } from '@fanfare/contract';
import { type Clock, systemClock } from '@fanfare/core/base';
import { checkClock } from '../../check-option.js';
import { checkTimestamp } from '../check-timestamp.js';
import { headersOf } from '../create-webhooks.js';
import { decodeJsonValue } from '../decode-json.js';
import { readBody } from '../read-body.js';
import { WebhookError } from '../webhook-error.js';
import { checkPositive, checkTolerance } from '../webhooks-options.js';
import { headerReader } from './header-reader.js';
import { importSenderKeys } from './import-sender-keys.js';
import type { SenderScheme } from './sender-scheme.js';
import { findSignatureKey } from './signature-key.js';
import type { WebhookSender } from './webhook-sender.js';

/** How deliveries of a sender are verified, whoever it is. There is no option that skips a check. */
export interface UntimedSenderOptions {
  /** The secrets of the endpoint. During a rotation list the new and the old one. */
  readonly secrets: readonly string[];
  /**
   * Largest body, in bytes.
   * @default 1048576
   */
  readonly maxBytes?: number;
}

/** How deliveries of a sender are verified that signs the time. */
export interface TimedSenderOptions extends UntimedSenderOptions {
  /**
   * Seconds that the time of a signature may lie from now, either way. 0 means the same second.
   * @default 300
   */
  readonly toleranceSeconds?: number;
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

/** The names of the options of each kind of sender, for those who extend them. */
export const untimedNames: readonly string[] = ['secrets', 'maxBytes'];
export const timedNames: readonly string[] = [...untimedNames, 'toleranceSeconds', 'clock'];

/**
 * Builds the chain of checks over a scheme: size, headers, time, signature, UTF-8, JSON, id. Nothing of the body is
 * looked at before its signature is good.
 */
export function createSender(scheme: SenderScheme, options: TimedSenderOptions): WebhookSender {
  checkClock(options.clock);
  const { clock = systemClock } = options;
  const keys = importSenderKeys(options.secrets, scheme.importKey);
  const maxBytes = checkPositive(options.maxBytes ?? limits.webhookBytes, 'maxBytes');
  const toleranceSeconds = checkTolerance(options.toleranceSeconds ?? webhookSignature.toleranceSeconds);
  const verifyDelivery: WebhookSender['verifyDelivery'] = async (body, headers) => {
    const bytes = await readBody(body, maxBytes);
    const claim = scheme.read(headerReader(await (headers ?? headersOf(body))));
    const { signedAt, signatures, prefix } = claim;
    if (signedAt !== undefined) checkTimestamp({ signedAt, now: clock.now(), toleranceSeconds });
    const secretIndex = await findSignatureKey({ prefix, bytes }, { keys, signatures });
    if (secretIndex < 0) throw mismatch(scheme.name);
    const payload = decodeJsonValue(bytes, payloadHint);
    const names = await scheme.identify({ claim, bytes, payload });
    if (names === undefined) throw nameless();
    const time = signedAt === undefined ? {} : { timestamp: new Date(signedAt * 1000).toISOString() };
    const { within = '', ...named } = names;
    const inboxKey = JSON.stringify([scheme.name, within, named.id]);
    return { secretIndex, inboxKey, event: { sender: scheme.name, ...named, ...time, payload } };
  };
  const verify: WebhookSender['verify'] = async (body, headers) =>
    (await verifyDelivery(body, headers)).event;
  return { name: scheme.name, redelivers: scheme.redelivers, maxBytes, verify, verifyDelivery };
}

const payloadHint = 'Check that the address is entered at this sender and at no other.';

function mismatch(name: string): WebhookError {
  return new WebhookError('webhook_signature_mismatch', {
    what: `no configured secret made its ${name} signature over these bytes`,
    hint: 'Check that the secret belongs to this endpoint and that the bytes are those that arrived.',
  });
}

function nameless(): WebhookError {
  const what = 'its signature is good, but it has no id, by which a repetition could be known';
  return new WebhookError('webhook_payload_invalid', { what, hint: payloadHint });
}
