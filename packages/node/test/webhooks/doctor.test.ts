import { describe, expect, it } from 'vitest';
import { createWebhooks, signWebhook } from '@fanfare/node/webhooks';
import { envelope } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, oldSecret, secret } from './support/samples.js';

const clock = fakeClock();
const webhooks = createWebhooks({ secrets: [secret], retiredSecrets: [oldSecret], doctor: true, clock });
const compact = envelope({ organizationId: 'Größe </🎺>' });
const pretty = JSON.stringify(JSON.parse(compact), null, 2);
const lossy = '{"v":1.0,"s":"\\u003c","n":12345678901234567890}';
const escaped = compact.replace(
  /[<>&]|[^\u0000-\u007f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

function sign(payload: Buffer | string, key = secret): Record<string, string> {
  const length = String(Buffer.byteLength(payload));
  return { ...signWebhook({ payload, secret: key, timestamp: now }), 'content-length': length };
}

describe('the doctor', () => {
  const cases: readonly (readonly [string, string, string | Buffer, string | Buffer])[] = [
    ['LF made CRLF', 'line_endings', pretty, pretty.replaceAll('\n', '\r\n')],
    ['CRLF made LF', 'line_endings', pretty.replaceAll('\n', '\r\n'), pretty],
    ['a line break added', 'trailing_newline', compact, `${compact}\n`],
    ['a CRLF added', 'trailing_newline', compact, `${compact}\r\n`],
    ['a line break removed', 'trailing_newline', `${compact}\n`, compact],
    ['a byte order mark removed', 'byte_order_mark', `\ufeff${compact}`, compact],
    ['a byte order mark added', 'byte_order_mark', compact, `\ufeff${compact}`],
    ['read as Latin-1', 'charset', compact, Buffer.from(compact).toString('latin1')],
    ['left as base64', 'base64', compact, Buffer.from(compact).toString('base64')],
    ['indentation lost', 'reserialized_json', pretty, compact],
    ['indentation gained', 'reserialized_json', compact, pretty],
    ['escapes lost', 'reserialized_json', escaped, compact],
    ['escaped slashes lost', 'reserialized_json', compact.replaceAll('/', '\\/'), compact],
    ['numbers lost', 'reserialized_json', lossy, JSON.stringify(JSON.parse(lossy))],
    ['another body', 'unknown', compact, compact.replace('129.00', '129.01')],
    ['another body that is no JSON', 'unknown', compact, 'not JSON'],
    ['nothing', 'unknown', compact, ''],
  ];

  it.each(cases)('names the cause and refuses: %s', async (_, mismatchCause, sent, received) => {
    const error = await refusal(() => webhooks.verify(received, sign(sent)));

    expect(error).toMatchObject({ code: 'webhook_signature_mismatch', mismatchCause });
    expect(error.hint.length).toBeGreaterThan(20);
  });

  it('recognises a retired secret and refuses it', async () => {
    const error = await refusal(() => webhooks.verify(compact, sign(compact, oldSecret)));

    expect(error).toMatchObject({ code: 'webhook_signature_mismatch', mismatchCause: 'retired_secret' });
  });

  it('is silent unless it was asked for', async () => {
    const error = await refusal(() =>
      createWebhooks({ secrets: [secret], clock }).verify(`${compact}\n`, sign(compact)),
    );

    expect(error.mismatchCause).toBeUndefined();
  });

  it('has nothing to say where the signature is good', async () => {
    expect(await webhooks.verify(compact, sign(compact))).toMatchObject({ id: 'whk_1' });
  });
});
