/** The cases of webhook signatures: HMAC-SHA256 over the timestamp, a full stop and the raw bytes. */
import { createHmac } from 'node:crypto';

const secrets = ['whsec_vectors_only_new_0001', 'whsec_vectors_only_old_0002'];
const created = 1_790_000_000;
const timestamp = String(created);
const utf8 = (text) => Buffer.from(text, 'utf8');

const envelope = (data) =>
  JSON.stringify({
    id: 'whk_vector_1',
    type: 'order.cancelled',
    timestamp: '2026-09-21T14:13:20.000Z',
    organizationId: 'org_vector',
    data,
  });
const plain = envelope({ orderId: 'ord_1', cancelledAt: '2026-09-21T14:13:20.000Z', reason: 'customer' });
const bodies = {
  'plain event': utf8(plain),
  'multi-byte text': utf8(plain.replace('customer', 'Größe, 日本, 🎟')),
  'escapes, big numbers and spacing that a parser would rewrite': utf8(
    plain.replace('"customer"', '"\\u003cb\\u003e" , "n": 12345678901234567890.10'),
  ),
  'CRLF and a trailing newline': utf8(`${plain.replace('{"id"', '{\r\n"id"')}\r\n`),
  'a byte order mark in front': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(plain)]),
  'U+FFFD, which a lossy decoder makes of any bad byte': utf8(plain.replace('customer', '\ufffd')),
  'a byte that is not UTF-8': Buffer.concat([utf8(plain), Buffer.from([0xff])]),
  'an empty body': Buffer.alloc(0),
};

const webhookMac = (secret, time, body) =>
  createHmac('sha256', utf8(secret)).update(`${time}.`).update(body).digest('hex');
const delivery = (body, { time = timestamp, secret = secrets[0] } = {}) => ({
  bodyBase64: body.toString('base64'),
  headers: { 'x-fanfare-timestamp': time, 'x-fanfare-signature': `sha256=${webhookMac(secret, time, body)}` },
});

/** A delivery while one secret is rolled: signed with both, in the order given. */
function rolledDelivery([documented, additional]) {
  const { bodyBase64, headers } = delivery(bodies['plain event'], { secret: documented });
  const { headers: others } = delivery(bodies['plain event'], { secret: additional });
  return {
    bodyBase64,
    headers: { ...headers, 'x-fanfare-additional-signature': others['x-fanfare-signature'] },
  };
}

/** A delivery as it arrives, wrong in one way. */
function refusedDelivery(name, code, change) {
  const received = delivery(bodies['plain event']);
  const changed = change(received);
  return {
    name,
    code,
    now: changed.now ?? created,
    bodyBase64: changed.bodyBase64 ?? received.bodyBase64,
    headers: changed.headers ?? received.headers,
  };
}

const signatureHeader = (value) => (received) => ({
  headers: { ...received.headers, 'x-fanfare-signature': value(received.headers['x-fanfare-signature']) },
});
const additionalHeader = (value) => (received) => ({
  headers: {
    ...received.headers,
    'x-fanfare-additional-signature': value(received.headers['x-fanfare-signature']),
  },
});
const timestampHeader = (time) => () => ({ headers: delivery(bodies['plain event'], { time }).headers });
const without = (name) => (received) => ({
  headers: Object.fromEntries(Object.entries(received.headers).filter(([key]) => key !== name)),
});
const badByte = Buffer.from(
  bodies['U+FFFD, which a lossy decoder makes of any bad byte']
    .toString('latin1')
    .replace('\xef\xbf\xbd', '\xff'),
  'latin1',
);

export const webhookVectors = {
  about: 'HMAC-SHA256 over "<timestamp>.<raw body>"; written by scripts/make-vectors.mjs.',
  secrets,
  now: created,
  toleranceSeconds: 300,
  signed: [
    ...Object.entries(bodies).map(([name, body]) => ({ name, secret: secrets[0], ...delivery(body) })),
    {
      name: 'signed with the older of two secrets',
      secret: secrets[1],
      ...delivery(bodies['plain event'], { secret: secrets[1] }),
    },
  ],
  rolled: [
    { name: 'the older secret in the documented header', ...rolledDelivery(secrets.toReversed()) },
    { name: 'the newer secret in the documented header', ...rolledDelivery(secrets) },
  ],
  refused: [
    refusedDelivery(
      'two additional signatures',
      'webhook_header_missing',
      additionalHeader((v) => `${v},${v}`),
    ),
    refusedDelivery(
      'an additional signature without prefix',
      'webhook_header_malformed',
      additionalHeader((v) => v.slice('sha256='.length)),
    ),
    refusedDelivery('no signature but an additional one', 'webhook_header_missing', (received) => ({
      headers: {
        'x-fanfare-timestamp': timestamp,
        'x-fanfare-additional-signature': received.headers['x-fanfare-signature'],
      },
    })),
    refusedDelivery('no signature', 'webhook_header_missing', without('x-fanfare-signature')),
    refusedDelivery('no timestamp', 'webhook_header_missing', without('x-fanfare-timestamp')),
    refusedDelivery(
      'no prefix',
      'webhook_header_malformed',
      signatureHeader((v) => v.slice('sha256='.length)),
    ),
    refusedDelivery(
      'another algorithm',
      'webhook_header_malformed',
      signatureHeader((v) => v.replace('256', '1')),
    ),
    refusedDelivery(
      'a hex digit short',
      'webhook_header_malformed',
      signatureHeader((v) => v.slice(0, -1)),
    ),
    refusedDelivery(
      'a timestamp with junk behind it',
      'webhook_header_malformed',
      timestampHeader(`${created}junk`),
    ),
    refusedDelivery(
      'a timestamp with a fraction',
      'webhook_header_malformed',
      timestampHeader(`${created}.0`),
    ),
    refusedDelivery('301 seconds old', 'webhook_timestamp_too_old', () => ({ now: created + 301 })),
    refusedDelivery('301 seconds ahead', 'webhook_timestamp_too_new', () => ({ now: created - 301 })),
    refusedDelivery('a timestamp that was not signed', 'webhook_signature_mismatch', (received) => ({
      headers: { ...received.headers, 'x-fanfare-timestamp': String(created + 1) },
    })),
    refusedDelivery('one byte changed', 'webhook_signature_mismatch', () => ({
      bodyBase64: utf8(plain.replace('ord_1', 'ord_2')).toString('base64'),
    })),
    refusedDelivery('a newline added', 'webhook_signature_mismatch', () => ({
      bodyBase64: utf8(`${plain}\n`).toString('base64'),
    })),
    refusedDelivery('0xFF where U+FFFD was signed', 'webhook_signature_mismatch', () => ({
      bodyBase64: badByte.toString('base64'),
      headers: delivery(bodies['U+FFFD, which a lossy decoder makes of any bad byte']).headers,
    })),
    refusedDelivery('a secret nobody configured', 'webhook_signature_mismatch', () => ({
      headers: delivery(bodies['plain event'], { secret: 'whsec_vectors_only_forged_0003' }).headers,
    })),
  ],
};
