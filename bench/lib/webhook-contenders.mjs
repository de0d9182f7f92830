import { createHmac, createSecretKey, timingSafeEqual, webcrypto } from 'node:crypto';
import { verifyWebhook as verifyClerk } from '@clerk/backend/webhooks';
import { verify as verifyOctokit } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { createWebhooks, verifySignature } from '../../packages/node/dist/webhooks/index.js';

const secret = 'whsec_c2VjcmV0LW9mLXRoZS1iZW5jaC0xMjM0NTY3ODkw';
const stripe = new Stripe('sk_test_bench');
const endpoint = 'https://shop.example/webhooks';

/** Makes a delivery of about so many bytes, signed for everybody who is to verify it. */
export function makeDelivery({ size, text = 'lorem ipsum ' }) {
  const at = Math.floor(Date.now() / 1000) + 250; // so that it is fresh for as long as the bench may take
  const note = text.repeat(Math.ceil((size - 300) / Buffer.byteLength(text)));
  const body = JSON.stringify({
    id: 'whk_1',
    type: 'order.completed',
    timestamp: '2026-01-01T00:00:00Z',
    organizationId: 'org_1',
    data: {
      orderId: 'ord_1',
      consumerId: 'csm_1',
      completedAt: '2026-01-01T00:00:00Z',
      amount: '12.50',
      currencyCode: 'EUR',
      note,
    },
  });
  return { at, bytes: Buffer.from(body), body };
}

const hmac = (key, text, encoding = 'hex') => createHmac('sha256', key).update(text).digest(encoding);
const headersAt = (at, body) => ({
  'x-fanfare-signature': `sha256=${hmac(secret, `${at}.${body}`)}`,
  'x-fanfare-timestamp': String(at),
});

function standardHeaders(at, body) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const id = 'msg_1';
  return {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${hmac(key, `${id}.${at}.${body}`, 'base64')}`,
  };
}

export function rivals({ at, bytes, body }) {
  const webhooks = createWebhooks({ secrets: [secret] });
  const headers = headersAt(at, body);
  const [svix, standard] = [new SvixWebhook(secret), new StandardWebhook(secret)];
  const standardOnes = standardHeaders(at, body);
  const svixOnes = Object.fromEntries(
    Object.entries(standardOnes).map(([name, value]) => [name.replace('webhook', 'svix'), value]),
  );
  const stripeHeader = `t=${at},v1=${hmac(secret, `${at}.${body}`)}`;
  const octokitHeader = `sha256=${hmac(secret, body)}`;
  const key = createSecretKey(secret, 'utf8');
  return {
    'by hand': () => byHand(key, bytes, headers),
    'ours, without the contract': async () =>
      (await verifySignature(bytes, headers, secret)) && JSON.parse(bytes.toString('utf8')),
    'ours, with the contract': () => webhooks.verify(bytes, headers),
    stripe: () => stripe.webhooks.constructEvent(bytes, stripeHeader, secret),
    svix: () => svix.verify(bytes, svixOnes),
    standardwebhooks: () => standard.verify(bytes, standardOnes),
    '@octokit/webhooks-methods': async () =>
      (await verifyOctokit(secret, body, octokitHeader)) && JSON.parse(body),
    // It takes a Request and nothing else.
    '@clerk/backend': () =>
      verifyClerk(new Request(endpoint, { method: 'POST', body, headers: svixOnes }), {
        signingSecret: secret,
      }),
  };
}

/** Everything that has to be done: no less than this is a verification. */
function byHand(key, bytes, headers) {
  const at = headers['x-fanfare-timestamp'];
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) throw new Error('stale');
  const own = createHmac('sha256', key).update(`${at}.`).update(bytes).digest();
  if (!timingSafeEqual(own, Buffer.from(headers['x-fanfare-signature'].slice(7), 'hex')))
    throw new Error('forged');
  return JSON.parse(bytes.toString('utf8'));
}

/** As on a worker: the crypto of Node is taken away while the keys are made. */
export async function webRivals({ at, bytes, body }) {
  const headers = headersAt(at, body);
  const key = await webcrypto.subtle.importKey(
    'raw',
    Buffer.from(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const ask = process.getBuiltinModule;
  process.getBuiltinModule = () => undefined;
  const webhooks = createWebhooks({ secrets: [`${secret}\n`] }); // another text, so that no key of Node is at hand for it
  process.getBuiltinModule = ask;
  return {
    'WebCrypto by hand': async () => {
      const head = Buffer.from(`${headers['x-fanfare-timestamp']}.`);
      const mac = Buffer.from(headers['x-fanfare-signature'].slice(7), 'hex');
      if (!(await webcrypto.subtle.verify('HMAC', key, mac, Buffer.concat([head, bytes]))))
        throw new Error('forged');
      return JSON.parse(bytes.toString('utf8'));
    },
    'ours, without the contract': async () =>
      (await verifySignature(bytes, headers, `${secret}\n`)) && JSON.parse(bytes.toString('utf8')),
    'ours, with the contract': () => webhooks.verify(bytes, headers),
  };
}

/** A forgery that is an hour old costs the receiver nothing but the look at its time. */
export function forgeries({ bytes }) {
  const at = Math.floor(Date.now() / 1000) - 3600;
  const zeros = '0'.repeat(64);
  const webhooks = createWebhooks({ secrets: [secret] });
  const headers = { 'x-fanfare-signature': `sha256=${zeros}`, 'x-fanfare-timestamp': String(at) };
  const refused = async (run) => {
    try {
      await run();
    } catch {
      return;
    }
    throw new Error('a forgery passed');
  };
  return {
    ours: () => refused(() => webhooks.verify(bytes, headers)),
    stripe: () => refused(() => stripe.webhooks.constructEvent(bytes, `t=${at},v1=${zeros}`, secret)),
  };
}
