import Anthropic from '@anthropic-ai/sdk';
import { WorkOS } from '@workos-inc/node';
import ky from 'ky';
import OpenAI from 'openai';
import { Resend } from 'resend';
import Stripe from 'stripe';
import { Pool } from 'undici';
import { FanfareServer } from '../../packages/node/dist/index.js';
import { createUndiciTransport } from '../../packages/node/dist/undici/index.js';

const text = 'x'.repeat(900);

/** Everybody who is to call one plain server, each by its own methods and as it comes: with its retries, timeouts and checks. */
export function callContenders(port) {
  const origin = `http://127.0.0.1:${port}`;
  const post = (json) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
  const overUndici = createUndiciTransport();
  const ours = new FanfareServer({ secretKey, baseUrl: origin });
  const oursOverUndici = new FanfareServer({ secretKey, baseUrl: origin, fetch: overUndici.fetch });
  const stripe = new Stripe('sk_test_bench', { host: '127.0.0.1', port, protocol: 'http', telemetry: false });
  const openai = new OpenAI({ apiKey: 'key', baseURL: origin });
  const anthropic = new Anthropic({ apiKey: 'key', baseURL: origin });
  const resend = new Resend('re_bench', { baseUrl: origin });
  const workos = new WorkOS('sk_bench', { apiHostname: '127.0.0.1', port, https: false });
  const pool = new Pool(origin);

  return {
    close: async () => {
      await overUndici.close();
      await pool.close();
    },
    gets: {
      ours: () => ours.consumers.get('csm_1'),
      'ours, over undici': () => oursOverUndici.consumers.get('csm_1'),
      'undici, bare': async () =>
        (await pool.request({ path: '/v1/objects/obj_1', method: 'GET' })).body.json(),
      'fetch, bare': async () => (await fetch(`${origin}/v1/objects/obj_1`)).json(),
      'ky, bare': () => ky(`${origin}/v1/objects/obj_1`).json(),
      stripe: () => stripe.customers.retrieve('obj_1'),
      openai: () => openai.models.retrieve('obj_1'),
      anthropic: () => anthropic.models.retrieve('obj_1'),
      resend: async () => taken(await resend.domains.get('obj_1')),
      workos: () => workos.organizations.getOrganization('obj_1'),
    },
    posts: {
      ours: () => ours.checkout.create(order),
      'ours, over undici': () => oursOverUndici.checkout.create(order),
      'fetch, bare': async () => (await fetch(`${origin}/v1/objects`, post(order))).json(),
      'ky, bare': () => ky.post(`${origin}/v1/objects`, { json: order }).json(),
      stripe: () => stripe.customers.create({ name: 'Ada', description: text.slice(0, 600) }),
      openai: () =>
        openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: text }] }),
      anthropic: () =>
        anthropic.messages.create({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: text }] }),
      resend: async () =>
        taken(await resend.emails.send({ from: 'a@b.example', to: 'c@d.example', subject: 's', text })),
      workos: () => workos.organizations.createOrganization({ name: text }),
    },
  };
}

const secretKey = 'sk_test_bench0bench1bench2';
const order = {
  admissionToken: 'g'.repeat(600),
  distributionId: 'que_1',
  productId: 'prd_1',
  variantId: 'var_1',
  quantity: 1,
  currencyCode: 'EUR',
  successUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/cart',
};

/** Resend returns what went wrong instead of throwing it. */
function taken({ data, error }) {
  if (error) throw new Error(`resend: ${error.message}`);
  return data;
}
