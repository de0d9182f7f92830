import { createWebhooks, memoryInbox, verifySignature, webhookHandler } from '@fanfare/node/webhooks';
import { expectEqual, expectRefusal } from './expect.mjs';

/** Deliveries that Node signed: verified in every form in which they arrive, refused in every forgery, handled once. */
export const webhooks = {
  'a webhook passes, whatever its headers are': async ({ delivery: { body, headers, secret } }) => {
    const verifier = createWebhooks({ secrets: ['whsec_another_of_these_tests', secret] });
    const pairs = Object.entries(headers);
    const upper = Object.fromEntries(pairs.map(([name, value]) => [name.toUpperCase(), value]));
    const bytes = new TextEncoder().encode(body);
    const request = new Request('https://shop.example/', { method: 'POST', body, headers });
    for (const given of [headers, upper, new Headers(headers), pairs, pairs.flat(), new Map(pairs)])
      for (const payload of [body, bytes, bytes.buffer])
        expectEqual((await verifier.verify(payload, given)).type, 'order.completed');
    expectEqual((await verifier.verifyDelivery(request)).secretIndex, 1);
    expectEqual(await verifySignature(body, headers, secret), true);
  },
  'a forged webhook is refused': async ({ delivery: { body, headers, secret } }) => {
    const verifier = createWebhooks({ secrets: [secret], doctor: true });
    const with_ = (name, value) => ({ ...headers, [name]: value });
    const mismatch = 'webhook_signature_mismatch';
    await expectRefusal(() => verifier.verify(`${body}\n`, headers), mismatch);
    await expectRefusal(
      () => createWebhooks({ secrets: ['whsec_of_somebody_else'] }).verify(body, headers),
      mismatch,
    );
    await expectRefusal(
      () => verifier.verify(body, with_('x-fanfare-signature', `sha256=${'0'.repeat(64)}`)),
      mismatch,
    );
    await expectRefusal(
      () => verifier.verify(body, with_('x-fanfare-signature', 'sha256=00')),
      'webhook_header_malformed',
    );
    await expectRefusal(
      () => verifier.verify(body, with_('x-fanfare-timestamp', '1700000000')),
      'webhook_timestamp_too_old',
    );
    await expectRefusal(() => verifier.verify(body, {}), 'webhook_header_missing');
    expectEqual(await verifySignature(`${body} `, headers, secret), false);
  },
  'a handler answers, and has its effect once': async ({ delivery: { body, headers, secret } }) => {
    const seen = [];
    const on = { 'order.completed': ({ id }) => void seen.push(id) };
    const handle = webhookHandler({ secrets: [secret], inbox: memoryInbox(), on, onError() {} });
    const deliver = async (sent) =>
      (await handle(new Request('https://shop.example/', { method: 'POST', body: sent, headers }))).status;
    expectEqual([await deliver(body), await deliver(body), await deliver(`${body} `)], [200, 200, 401]);
    expectEqual(seen, [JSON.parse(body).id]);
  },
};
