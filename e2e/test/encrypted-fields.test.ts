import vectors from '@fanfare/contract/vectors/encrypted-fields.json' with { type: 'json' };
import type { encryptFields } from '@fanfare/browser/encryption';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleSource } from '../src/bundle-source.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

declare global {
  /** The function under test, as the page's bundle put it there. */
  var encrypt: typeof encryptFields;
}

let world: E2eWorld;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage();
  await page.goto(world.page.origin);
  const script = `import { encryptFields } from '@fanfare/browser/encryption'; globalThis.encrypt = encryptFields;`;
  await page.evaluate(await bundleSource(script, 'browser'));
});
afterAll(() => world.close());

it('E7: a browser encrypts what the platform alone reads, and nothing else on the way', async () => {
  const email = 'ada.on.the.wire@example.com';
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.url() + (request.postData() ?? '')));

  const status = await page.evaluate(
    async ({ baseUrl, publishableKey, address }) => {
      const url = `${baseUrl}/consumer/api/.well-known/encryption-keys.json`;
      const keys = async () => (await (await fetch(url)).json()) as never;
      const body = await globalThis.encrypt({ email: address }, { keys });
      const headers = { 'x-publishable-key': publishableKey, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await fetch(`${baseUrl}/consumer/api/auth/otp/request`, init)).status;
    },
    { ...world.tabOptions, address: email },
  );

  expect(status).toBeLessThan(300);
  expect(world.mock.platform.otpFor(email)).toMatch(/^\d{6}$/);
  expect(bodies.join('\n')).toContain('"email":"eyJ');
  expect(bodies.join('\n')).not.toContain('ada.on.the.wire');
});

it('E7: a browser agrees with the published vectors about hash and MGF1', async () => {
  const found = await page.evaluate(async ({ privateKeyPem, opened, refused }) => {
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' };
    const der = bytes(privateKeyPem.replaceAll(/-----.*?-----|\s/g, ''));
    const key = await crypto.subtle.importKey('pkcs8', der, oaep, false, ['decrypt']);
    const open = async (jwe: string) => {
      const [head = '', wrapped = '', iv = '', content = '', tag = ''] = jwe.split('.');
      const raw = await crypto.subtle.decrypt(oaep, key, bytes(wrapped));
      const contentKey = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
      const gcm = { name: 'AES-GCM', iv: bytes(iv), additionalData: new TextEncoder().encode(head) };
      const sealed = new Uint8Array([...bytes(content), ...bytes(tag)]);
      return new TextDecoder().decode(await crypto.subtle.decrypt(gcm, contentKey, sealed));
    };
    const wrongMask = refused.find(({ name }) => name === 'SHA-1 for MGF1')?.jwe ?? '';
    return {
      texts: await Promise.all(opened.map(({ jwe }) => open(jwe))),
      wrongMask: await open(wrongMask).then(
        () => 'opened',
        () => 'refused',
      ),
    };
  }, vectors);

  expect(found.texts).toEqual(vectors.opened.map(({ json }) => json));
  expect(found.wrongMask).toBe('refused');
});
