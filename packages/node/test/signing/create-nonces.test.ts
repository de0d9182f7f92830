import { afterEach, describe, expect, it, vi } from 'vitest';
import { createNonces } from '../../src/signing/create-nonces.js';

afterEach(() => vi.restoreAllMocks());

describe('nonces', () => {
  it('are 128 random bits each, and none comes twice', () => {
    const next = createNonces();
    const all = Array.from({ length: 1_000 }, next);

    expect(new Set(all).size).toBe(1_000);
    for (const nonce of all) expect(nonce).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/);
  });

  it('come from the runtime, many at a time, byte for byte', () => {
    const draw = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
      (bytes as Uint8Array).forEach((_, at, all) => (all[at] = at % 256));
      return bytes;
    });
    const next = createNonces();

    expect([next(), next()]).toEqual(['AAECAwQFBgcICQoLDA0ODw', 'EBESExQVFhcYGRobHB0eHw']);
    expect(draw).toHaveBeenCalledTimes(1);
    for (let more = 2; more <= 64; more += 1) next();
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('do not come from the stock of another client', () => {
    expect(createNonces()()).not.toBe(createNonces()());
  });
});
