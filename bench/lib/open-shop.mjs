import { createMockPlatform } from '../../packages/mock/dist/index.js';

/** A platform of the built package whose clock stands still, and calls into it that fail loudly. */
export function openShop({ admitRate = 30 } = {}) {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', seed: 1, withoutRateLimits: true });
  const [organization] = platform.world.organizations;
  organization.queue.admitRate = admitRate;
  const pk = organization.keys.test.publishable;

  async function page(method, path, { token, body } = {}) {
    const headers = {
      'x-publishable-key': pk,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const answer = await platform.fetch(`${platform.origin}/consumer/api${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  return {
    platform,
    organization,
    page,
    guest: async () => (await page('POST', '/auth/guest')).accessToken,
  };
}
