import { expect, test } from 'vitest';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/shop.js';

// https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
const readable = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** Answers as a browser shows them to a page on another origin that was told nothing about exposed headers. */
async function stripped(response: Response): Promise<Response> {
  const headers = new Headers();
  for (const name of readable) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const body = response.status === 204 ? null : await response.arrayBuffer();
  return new Response(body, { status: response.status, headers });
}

test('the whole way works with no header of the answers readable', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1;
  const { client } = shop.open('tab', {
    fetch: async (input, init) => stripped(await shop.platform.fetch(new Request(input, init))),
  });

  await client.auth.guest();
  await client.auth.requestOtp({ email: 'ada@example.com' });
  const code = shop.platform.otpFor('ada@example.com') ?? 'none';
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();
  await client.auth.verifyOtp({ email: 'ada@example.com', code });
  for (let step = 0; step < 20 && phaseOf(journey.view) !== 'granted'; step += 1) {
    await shop.platform.clock.advance('10s');
    await journey.refresh();
  }
  await client.auth.refresh();

  expect(phaseOf(journey.view)).toBe('granted');
  await expect(client.experiences.get('exp_unknown')).rejects.toMatchObject({
    code: 'not_found',
    status: 404,
  });
  await client.auth.logout();
});
