import { createHmac, hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeHmacKey } from '../../src/runtime/hmac-key.js';
import { nodeCryptoFor } from '../../src/runtime/node-crypto.js';
import { shortHmac } from '../../src/runtime/short-hmac.js';

const node = nodeCryptoFor('the test');
const secrets = fc.uint8Array({ minLength: 1, maxLength: 200 }); // shorter and longer than a block of 64 bytes
const bodies = fc.uint8Array({ maxLength: 12_000, size: 'max' }); // shorter and longer than what it takes

describe('a MAC made of two hashes', () => {
  it('is the one that node:crypto makes, whatever the secret, the text and the length', () => {
    fc.assert(
      fc.property(secrets, fc.string({ unit: 'binary', maxLength: 80 }), bodies, (secret, text, body) => {
        const own = nodeHmacKey(node, secret).mac(text, body);
        const theirs = createHmac('sha256', secret).update(text, 'utf8').update(body).digest();
        expect(Buffer.from(own).equals(theirs)).toBe(true);
      }),
    );
  });

  it.each(
    // RFC 4231 §4.3, §4.7 and §4.8.
    [
      [
        Buffer.from('Jefe'),
        'what do ya want for nothing?',
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      ],
      [
        Buffer.alloc(131, 0xaa),
        'Test Using Larger Than Block-Size Key - Hash Key First',
        '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
      ],
      [
        Buffer.alloc(131, 0xaa),
        'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
        '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
      ],
    ] as const,
  )('fits the vectors of RFC 4231 (%#)', (secret, text, hex) => {
    expect(Buffer.from(nodeHmacKey(node, secret).mac(text)).toString('hex')).toBe(hex);
    expect(nodeHmacKey(node, secret).macAsBase64(text)).toBe(Buffer.from(hex, 'hex').toString('base64'));
  });

  it('takes no text that could have more bytes than it has room for', () => {
    const mac = shortHmac(node, Buffer.from('secret'));
    expect(mac('€'.repeat(2_731), new Uint8Array(), 'base64')).toBeUndefined();
    expect(mac('', new Uint8Array(8_193), 'base64')).toBeUndefined();
    expect(mac('', new Uint8Array(8_192), 'base64')).toBeDefined();
  });

  it('does not remember the message before', () => {
    const seen: Uint8Array[] = [];
    const spying = {
      ...node,
      hash: ((algorithm: string, data: Uint8Array, form: 'binary') => {
        seen.push(data);
        return hash(algorithm, data, form);
      }) as typeof hash,
    };
    shortHmac(spying, Buffer.from('secret'))('', Buffer.from('canary'), 'binary');
    const memory = Buffer.from(seen[0]?.buffer ?? new ArrayBuffer(0));
    expect(memory.byteLength).toBeGreaterThan(8_192);
    expect(memory.includes('canary')).toBe(false);
  });
});
