import { expect, test } from 'vitest';
import { createMockPlatform } from '../src/index.js';

const origin = 'https://shop.example';

async function exposedTo(exposeHeaders: boolean | undefined): Promise<string | null> {
  const platform = createMockPlatform({
    ...(exposeHeaders !== undefined && { settings: { exposeHeaders } }),
  });
  const [organization] = platform.world.organizations;
  organization.allowedOrigins.push(origin);
  const answer = await platform.fetch(`${platform.origin}/consumer/api/config`, {
    headers: { origin, 'x-publishable-key': organization.keys.test.publishable },
  });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  return answer.headers.get('access-control-expose-headers');
}

test('G1: a platform that exposes no headers lets pages read the answers all the same', async () => {
  expect(await exposedTo(undefined)).toMatch(/retry-after/i);
  expect(await exposedTo(false)).toBeNull();
});
