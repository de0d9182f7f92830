import { createHmac, createPrivateKey, sign } from 'node:crypto';
import {
  shopify,
  standardWebhooks,
  stripe,
  svix,
  wooCommerce,
  type WebhookSender,
} from '@fanfare/node/webhooks/senders';
import { fakeClock } from './fake-clock.js';
import { now } from './samples.js';

/** A body that no parser writes again as it was. */
export const body = Buffer.from(
  '{ "id":"evt_1","type":"order.paid","total":1.0,"n":12345678901234567890,"s":"\\u003c","emoji":"🎺"}',
);

export const secrets = {
  text: 'shpss_0123456789abcdef0123456789abcdef',
  otherText: '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',
  standard: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  otherStandard: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
  public: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
};

const seed = Buffer.from('6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=', 'base64');
const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });

type Headers = Readonly<Record<string, string>>;

interface SignOptions {
  readonly secret: string;
  readonly bytes: Uint8Array;
  readonly id?: string;
  readonly at?: number;
}

/** A sender, and how it signs, written down a second time from its documentation. */
export interface Foreign {
  readonly sender: (own?: { secrets?: readonly string[]; maxBytes?: number; now?: number }) => WebhookSender;
  readonly signed: (options?: Partial<SignOptions>) => Headers;
  readonly secret: string;
  readonly other: string;
  readonly signature: string;
  readonly isTimed: boolean;
}

const mac = (secret: string | Buffer, ...parts: (string | Uint8Array)[]): Buffer => {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

const base64Of = (secret: string): Buffer => Buffer.from(secret.slice('whsec_'.length), 'base64');

function standardHeaders(brand: string, { secret, bytes, id = 'msg_1', at = now }: SignOptions): Headers {
  const value = mac(base64Of(secret), `${id}.${at}.`, bytes).toString('base64');
  return { [`${brand}-id`]: id, [`${brand}-timestamp`]: String(at), [`${brand}-signature`]: `v1,${value}` };
}

function ed25519Headers({ bytes, id = 'msg_1', at = now }: SignOptions): Headers {
  const value = sign(null, Buffer.concat([Buffer.from(`${id}.${at}.`), bytes]), privateKey).toString(
    'base64',
  );
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1a,${value}` };
}

type Sign = (options: SignOptions) => Headers;
type Timed = (options: {
  secrets: readonly string[];
  clock?: ReturnType<typeof fakeClock>;
  maxBytes?: number;
}) => WebhookSender;

function timed(
  make: Timed,
  sign: Sign,
  names: { secret: string; other: string; signature: string },
): Foreign {
  const sender: Foreign['sender'] = ({ now: ms, ...own } = {}) =>
    make({ secrets: [names.secret], clock: fakeClock(ms), ...own });
  const signed: Foreign['signed'] = (options) => sign({ secret: names.secret, bytes: body, ...options });
  return { ...names, sender, signed, isTimed: true };
}

function untimed(
  make: (options: { secrets: readonly string[]; maxBytes?: number }) => WebhookSender,
  names: { signature: string; id: string; topic: string },
): Foreign {
  const sender: Foreign['sender'] = ({ secrets: own = [secrets.text], maxBytes } = {}) =>
    make({ secrets: own, ...(maxBytes === undefined ? {} : { maxBytes }) });
  const signed: Foreign['signed'] = ({ secret = secrets.text, bytes = body, id = 'b54557e4' } = {}) => ({
    [names.signature]: mac(secret, bytes).toString('base64'),
    [names.id]: id,
    [names.topic]: 'orders/paid',
  });
  return {
    secret: secrets.text,
    other: secrets.otherText,
    signature: names.signature,
    sender,
    signed,
    isTimed: false,
  };
}

const stripeHeaders: Sign = ({ secret, bytes, at = now }) => ({
  'stripe-signature': `t=${at},v0=${'0'.repeat(64)},v1=${mac(secret, `${at}.`, bytes).toString('hex')}`,
});

const standard = { secret: secrets.standard, other: secrets.otherStandard };

/** Every sender. */
export const foreign: Readonly<Record<string, Foreign>> = {
  'standard webhooks v1': timed(standardWebhooks, (options) => standardHeaders('webhook', options), {
    ...standard,
    signature: 'webhook-signature',
  }),
  'standard webhooks v1a': timed(standardWebhooks, ed25519Headers, {
    secret: secrets.public,
    other: `whpk_${Buffer.alloc(32, 9).toString('base64')}`,
    signature: 'webhook-signature',
  }),
  svix: timed(svix, (options) => standardHeaders('svix', options), {
    ...standard,
    signature: 'svix-signature',
  }),
  stripe: timed(stripe, stripeHeaders, {
    secret: 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH',
    other: secrets.otherText,
    signature: 'stripe-signature',
  }),
  shopify: untimed(shopify, {
    signature: 'x-shopify-hmac-sha256',
    id: 'x-shopify-event-id',
    topic: 'x-shopify-topic',
  }),
  woocommerce: untimed(wooCommerce, {
    signature: 'x-wc-webhook-signature',
    id: 'x-wc-webhook-delivery-id',
    topic: 'x-wc-webhook-topic',
  }),
};
