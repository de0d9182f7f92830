import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { body, foreign } from '../support/foreign-senders.js';
import { refusal } from '../support/refusal.js';
import { now } from '../support/samples.js';

const all = Object.entries(foreign);
const timed = all.filter(([, { isTimed }]) => isTimed);

describe.each(all)('H12: deliveries of %s', (_, { sender, signed, secret, other, signature }) => {
  it('verify over the bytes as they arrived', async () => {
    const event = await sender().verify(body, signed());

    expect(event.sender).toBe(sender().name);
    expect(event.payload).toEqual(JSON.parse(body.toString()));
    expect(event.id).toMatch(/^(msg_1|evt_1|b54557e4)$/);
    expect(event.type).toMatch(/^(order\.paid|orders\/paid)$/);
  });

  it('verify from a Request, from raw headers and from doubled cases alike', async () => {
    const headers = signed();
    const request = new Request('http://shop.example/', {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    const shouted = Object.entries(headers).flatMap(([name, value]) => [name.toUpperCase(), value]);

    expect((await sender().verify(request)).payload).toEqual((await sender().verify(body, shouted)).payload);
  });

  it('are refused with other bytes, another secret, or in another spelling of the same JSON', async () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    const forged = [
      () => sender().verify(again, signed()),
      () => sender().verify(Buffer.concat([body, Buffer.from('\n')]), signed()),
      () => sender({ secrets: [other] }).verify(body, signed()),
    ];

    for (const run of forged) expect((await refusal(run)).code).toBe('webhook_signature_mismatch');
  });

  it('verify while a secret is replaced, and name the secret', async () => {
    const both = sender({ secrets: [other, secret] });

    expect((await both.verifyDelivery(body, signed())).secretIndex).toBe(1);
  });

  it('are refused without a signature, or with two headers of it', async () => {
    const { [signature]: value = '', ...rest } = signed();
    const twice = [...Object.entries(rest).flat(), signature, value, signature, value];

    expect((await refusal(() => sender().verify(body, rest))).code).toBe('webhook_header_missing');
    expect((await refusal(() => sender().verify(body, twice))).code).toBe('webhook_header_missing');
    const joined = { ...rest, [signature]: `${value}, ${value}` };
    expect((await refusal(() => sender().verify(body, joined))).code).toBe('webhook_header_malformed');
  });

  it('are refused where the signature is in any other form', async () => {
    const { [signature]: value = '' } = signed();
    const spoilt = [
      ` ${value}`,
      `${value} `,
      value.replace('v1', 'V1'),
      value.slice(0, -2),
      `${value}=`,
      'junk',
    ];

    for (const text of spoilt.filter((one) => one !== value)) {
      const { code } = await refusal(() => sender().verify(body, { ...signed(), [signature]: text }));
      expect(['webhook_header_malformed', 'webhook_signature_mismatch']).toContain(code);
    }
  });

  it('never pass with a signature header of chance, and never throw anything else', async () => {
    const text = fc.string({ unit: fc.constantFrom('v', '1', 'a', ',', '=', ' ', 't', '0', 'f', '+', '/') });
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const error = await refusal(() => sender().verify(body, { ...signed(), [signature]: value }));
        expect(error.message).not.toContain(secret);
      }),
    );
  });

  it('are refused over the limit of bytes before anything else, and as JSON after everything else', async () => {
    const small = sender({ maxBytes: body.byteLength - 1 });
    const text = Buffer.from('webhook_id=1&signed=well');
    const invalid = Buffer.from([0x22, 0xff, 0x22]);

    expect((await refusal(() => small.verify(body, {}))).code).toBe('webhook_body_too_large');
    for (const bytes of [text, invalid, Buffer.alloc(0)]) {
      const error = await refusal(() => sender().verify(bytes, signed({ bytes })));
      expect(error.code).toBe('webhook_payload_invalid');
    }
  });

  it('are refused as objects that were parsed', async () => {
    const parsed = JSON.parse(body.toString()) as never; // as a body parser hands it over

    expect((await refusal(() => sender().verify(parsed, signed()))).code).toBe('webhook_body_already_parsed');
  });
});

describe.each(timed)('H12: the time of deliveries of %s', (_, { sender, signed, signature }) => {
  it('may lie 300 s from now, either way, and no second more', async () => {
    const at = (seconds: number) => sender({ now: (now + seconds) * 1000 });

    await at(300).verify(body, signed());
    await at(-300).verify(body, signed());
    expect((await refusal(() => at(301).verify(body, signed()))).code).toBe('webhook_timestamp_too_old');
    expect((await refusal(() => at(-301).verify(body, signed()))).code).toBe('webhook_timestamp_too_new');
  });

  it('is signed', async () => {
    const later = Object.entries(signed()).map(([name, value]) => {
      return [name, value.replace(String(now), String(now + 1))] as const;
    });

    expect((await refusal(() => sender().verify(body, later))).code).toBe('webhook_signature_mismatch');
  });

  it('is digits only', async () => {
    for (const text of [`${now}junk`, ` ${now}`, '1e9', '-1', '', '9'.repeat(13)]) {
      const headers = Object.entries(signed()).map(([name, value]) => {
        return [name, value === String(now) ? text : value.replace(`t=${now},`, `t=${text},`)] as const;
      });
      const { code } = await refusal(() => sender().verify(body, headers));
      expect(['webhook_header_malformed', 'webhook_header_missing']).toContain(code);
    }
  });

  it('is looked at before any hash', async () => {
    const forged = Object.entries(signed({ bytes: Buffer.from('{}') }));
    const late = sender({ now: (now + 301) * 1000 });

    expect(forged.some(([name]) => name === signature)).toBe(true);
    expect((await refusal(() => late.verify(body, forged))).code).toBe('webhook_timestamp_too_old');
  });
});
