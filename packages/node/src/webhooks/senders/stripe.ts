import { checkOptions } from '@fanfare/core/base';
import { fromHex } from '../../bytes/hex.js';
import { WebhookError } from '../webhook-error.js';
import { createSender, type TimedSenderOptions, timedNames } from './create-sender.js';
import { importTextSecret } from './import-sender-keys.js';
import { maxSignatures, parseTime, textField } from './scheme-parts.js';
import type { SenderScheme, SignatureClaim } from './sender-scheme.js';
import type { WebhookSender } from './webhook-sender.js';

/**
 * Verifies deliveries of Stripe: `Stripe-Signature: t=…,v1=…`, a MAC over the time, a full stop and the body. The
 * time is signed, and so is the `id` of the event, which stands in the body.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing or too short, or another option is wrong.
 * @example
 * ```ts
 * import { senderHandler, stripe } from '@fanfare/node/webhooks/senders';
 *
 * export const POST = senderHandler({
 *   sender: stripe({ secrets: [process.env['STRIPE_WEBHOOK_SECRET'] ?? ''] }),
 *   handle: (event) => console.log(event.type, event.payload),
 * });
 * ```
 */
export function stripe(options: TimedSenderOptions): WebhookSender {
  checkOptions(options, timedNames, 'stripe');
  return createSender(scheme, options);
}

const scheme: SenderScheme = {
  name: 'stripe',
  redelivers: true,
  importKey: importTextSecret,
  read: (headers) => parse(headers.required('stripe-signature')),
  identify({ payload }) {
    const id = textField(payload, 'id');
    const type = textField(payload, 'type');
    return id === undefined ? undefined : { id, ...(type === undefined ? {} : { type }) };
  },
};

function parse(header: string): SignatureClaim {
  const parts = header.split(',').map((part) => /^([a-z][a-z0-9]*)=([A-Za-z0-9_-]+)$/.exec(part));
  const valuesOf = (name: string): string[] =>
    parts.flatMap((part) => (part?.[1] === name ? [part[2] ?? ''] : []));
  const [time = '', ...moreTimes] = valuesOf('t');
  const signedAt = parseTime(time);
  const macs = valuesOf('v1'); // v0 and what may come later prove nothing here
  const isForm = parts.every((part) => part !== null) && moreTimes.length === 0 && macs.length > 0;
  if (!isForm || signedAt === undefined || macs.length > maxSignatures) throw malformed();
  const signatures = macs.map((hex) => {
    if (!/^[0-9a-f]{64}$/.test(hex)) throw malformed();
    return { version: 'v1' as const, value: fromHex(hex) };
  });
  return { signatures, signedAt, prefix: `${time}.` };
}

function malformed(): WebhookError {
  return new WebhookError('webhook_header_malformed', {
    what: 'its signature is not one t=… and one to sixteen v1=…, separated by commas',
    hint: 'The form is `Stripe-Signature: t=<unix seconds>,v1=<64 lower-case hex digits>`.',
  });
}
