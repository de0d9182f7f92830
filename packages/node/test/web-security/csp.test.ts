import { operationList } from '@fanfare/contract/operations';
import { describe, expect, it } from 'vitest';
import { csp, cspNonce, securityHeaders } from '@fanfare/node/web-security';
import { pageServices } from '../../src/web-security/csp.js';

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA==';
const refused = expect.objectContaining({ code: 'invalid_options' }) as Error;

describe('G2: a content security policy for a page with the SDK', () => {
  it('names the origins that the SDK calls, and no other', () => {
    expect(csp({ nonce })).toMatchInlineSnapshot(
      `"default-src 'self'; script-src 'self' 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='; connect-src 'self' https://consumer.fanfare.io https://beacon.fanfare.io; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"`,
    );
  });

  it('follows the addresses that the client is given', () => {
    expect(csp({ baseUrl: 'http://localhost:4000' })).toContain("connect-src 'self' http://localhost:4000;");
    const moved = csp({ urls: { beacon: 'https://b.shop.example/api' } });
    expect(moved).toContain("connect-src 'self' https://consumer.fanfare.io https://b.shop.example;");
  });

  it('knows every service that has something for a publishable key', () => {
    const services = operationList.filter(({ auth }) => auth.some((needed) => needed.includes('pk')));
    expect([...pageServices].toSorted()).toEqual(
      [...new Set(services.map(({ service }) => service))].toSorted(),
    );
  });

  it('takes more sources of a merchant, next to its own', () => {
    const policy = csp({
      add: { 'img-src': ['https://cdn.example', 'data:'], 'connect-src': ['https://api.shop.example'] },
    });

    expect(policy).toContain("img-src 'self' https://cdn.example data:");
    expect(policy).toContain('https://beacon.fanfare.io https://api.shop.example;');
  });

  it.each([
    ['script-src', "'unsafe-inline'"],
    ['script-src', "'unsafe-eval'"],
    ['script-src', 'data:'],
    ['script-src', 'https:'],
    ['connect-src', '*'],
    ['default-src', 'https://*'],
    ['script-src', 'https://*:443'],
    ['script-src', 'https://*:*'],
    ['script-src', 'https://*/'],
    ['script-src', '*/shop.js'],
    ['connect-src', 'wss:'],
    ['connect-src', 'wss://*'],
    ['script-src', 'filesystem:'],
    ['script-src', 'mediastream:'],
    ['script-src', "'self'\r\nx: y"],
    ['script-src', '"https://cdn.example"'],
    ['script-src', "'self'; script-src *"],
    ['script-src', "'self', default-src *"],
    ['frame-ancestors', 'https://evil.example'],
    ['base-uri', "'self'"],
    ['__proto__-src; x', 'a'],
  ])('is not taken back by %s %s', (directive, source) => {
    expect(() => csp({ add: { [directive]: [source] } })).toThrow(refused);
  });

  it('has a fresh nonce of 128 bits for each answer, and takes no short one', () => {
    const nonces = new Set(Array.from({ length: 100 }, () => cspNonce()));
    expect(nonces.size).toBe(100);
    for (const made of nonces) {
      expect(atob(made)).toHaveLength(16);
      expect(csp({ nonce: made })).toContain(`'nonce-${made}'`);
    }
    for (const bad of ['', 'abc', `${nonce}' *`, `${nonce};`])
      expect(() => csp({ nonce: bad })).toThrow(refused);
  });
});

describe('G3, G4, G5, G6: the headers of a page of a merchant', () => {
  it('are all there', () => {
    expect(securityHeaders({ contentSecurityPolicy: csp({ nonce }) })).toMatchInlineSnapshot(`
      {
        "content-security-policy": "default-src 'self'; script-src 'self' 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='; connect-src 'self' https://consumer.fanfare.io https://beacon.fanfare.io; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "cross-origin-opener-policy": "same-origin-allow-popups",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "strict-origin-when-cross-origin",
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      }
    `);
  });

  it('forbid frames also without a policy, and take none that allows them', () => {
    expect(securityHeaders()['content-security-policy']).toBe("frame-ancestors 'none'");
    for (const policy of [
      "default-src 'self'",
      "frame-ancestors 'self'",
      "default-src 'self'; frame-ancestors *",
      // Browsers take the first directive of a name, and no other.
      "frame-ancestors *; frame-ancestors 'none'",
      "Frame-Ancestors https://evil.example; frame-ancestors 'none'",
    ]) {
      expect(() => securityHeaders({ contentSecurityPolicy: policy })).toThrow(refused);
    }
  });
});
