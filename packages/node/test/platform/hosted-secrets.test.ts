import { inspect } from 'node:util';
import { expect, it, vi } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';
import { guestShopper } from '../support/shopper.js';

it('F12, C7: the one-time code that the hosted platform tells a merchant goes no further than the wire', async () => {
  const { platform, shop, open } = openMerchant({ profile: 'hosted' });
  const texts: string[] = [];
  const debug = vi.fn();
  const { admin } = open({
    logger: { debug },
    async fetch(input, init) {
      const answer = await platform.fetch(new Request(input, init));
      texts.push(await answer.clone().text());
      return answer;
    },
  });
  await admin.consumers.createBatch({ consumers: [{ email: 'ada@shop.example' }] });
  const shopper = await guestShopper(platform, shop);
  await shopper.call('POST /auth/otp/request', { email: 'ada@shop.example' });
  texts.length = 0;

  const listed = await admin.consumers.list({ search: 'ada@' }).toArray({ limit: 1 });
  const read = await admin.consumers.get(listed[0]?.id ?? '');

  const codes = texts.map((text) => /"verificationCode":"(\w+)"/.exec(text)?.[1]);
  expect(codes).toEqual([expect.any(String), codes[0]]); // it was there
  const seen = inspect([listed, read, debug.mock.calls], { depth: Infinity });
  expect(seen).toContain('ada@shop.example');
  expect(seen).not.toContain('verificationCode');
  expect(seen).not.toContain(codes[0]);
});
