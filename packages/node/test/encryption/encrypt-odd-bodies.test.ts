import { describe, expect, it } from 'vitest';
import type { EncryptionKeys } from '@fanfare/contract';
import vectors from '@fanfare/contract/vectors/encrypted-fields.json' with { type: 'json' };
import { encryptFields } from '@fanfare/node/encryption';

const keys = { keys: [vectors.publicJwk] } as EncryptionKeys;

describe('E7: bodies that are not plain', () => {
  it('are encrypted as JSON would write them', async () => {
    const at = new Date('2026-11-22T10:00:00Z');
    class Consumer {
      readonly #email = 'ada@example.com';
      toJSON() {
        return { email: this.#email, kind: 'guest' };
      }
    }

    const sent = await encryptFields({ at, consumer: new Consumer(), list: [at] }, { keys });

    expect(sent).toMatchObject({
      at: at.toISOString(),
      consumer: { kind: 'guest', email: expect.stringMatching(/^eyJ/) },
      list: [at.toISOString()],
    });
    expect(JSON.stringify(sent)).not.toContain('ada@');
  });

  it('are refused at once where they go round in circles', async () => {
    const circle: Record<string, unknown> = { email: 'ada@example.com' };
    Object.assign(circle, { left: circle, right: circle });

    const refused = encryptFields(circle, { keys });

    await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(refused).rejects.not.toThrow('ada@');
  });

  it('reach no prototype', async () => {
    const body = JSON.parse('{"__proto__":{"email":"ada@example.com"},"a":1}') as object;

    const sent = await encryptFields(body, { keys });

    expect(Object.getPrototypeOf(sent)).toBe(Object.prototype);
    expect(JSON.stringify(sent)).not.toContain('ada@');
  });
});
