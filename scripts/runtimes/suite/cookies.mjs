import { createCsrf, sessionCookie } from '@fanfare/node/web-security';
import { createKeyRing, encryptedTokenStore, memoryTokenStore } from '@fanfare/node/credentials';
import { expectEqual, expectRefusal } from './expect.mjs';

const url = 'https://shop.example/cart';
const origin = 'https://shop.example';

/** What is sealed for a page and comes back: cookies, CSRF tokens, records. */
export const cookies = {
  'a session cookie is written': async () => {
    const written = sessionCookie({ name: '__Host-till', value: 'b0b5', maxAgeSeconds: 60 });
    for (const part of ['__Host-till=b0b5', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expectEqual(written.includes(part), true);
  },
  'a CSRF token passes once it is in both places, for its session only': async ({ sealingKey }) => {
    const csrf = createCsrf({ keys: [sealingKey], origins: [origin] });
    const { token, cookie } = await csrf.issue('ses_1');
    const headers = { origin, 'x-fanfare-csrf': token, cookie: cookie.split(';')[0] };
    const ask = (changed) => csrf.verify(requestOf({ ...headers, ...changed }), 'ses_1');
    await ask({});
    await expectRefusal(() => ask({ 'x-fanfare-csrf': `${token}x` }), 'csrf_token_invalid');
    await expectRefusal(() => ask({ origin: 'https://evil.example' }), 'csrf_origin_refused');
    await expectRefusal(() => csrf.verify(requestOf(headers), 'ses_2'), 'csrf_token_invalid');
  },
  'a sealed record opens for its owner only': async ({ sealingKey }) => {
    const kept = memoryTokenStore();
    const store = encryptedTokenStore(kept, createKeyRing([sealingKey]));
    const [owner, other] = ['usr_1', 'usr_2'].map((user) => ({ tenant: 'shop', user }));
    for (const user of [owner, other]) await kept.claim(user, { holder: 'suite', leaseMs: 60_000 });
    await store.write(owner, { record: 'Größe 券', holder: 'suite' });
    expectEqual(await store.read(owner), 'Größe 券');
    const record = await kept.read(owner);
    expectEqual(record.includes('Größe'), false);
    await kept.write(other, { record, holder: 'suite' });
    await expectRefusal(() => store.read(other), 'sealed_record_invalid');
  },
};

/** A request with headers that `Request` of some runtimes keeps back: those that a browser sets itself. */
function requestOf(headers) {
  return { url, method: 'POST', headers: new Headers(headers) };
}
