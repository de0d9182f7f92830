import type { Issue } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import { openShop, type TestShop } from './support/open-shop.js';

async function post(shop: TestShop, path: string, body: string) {
  const headers = {
    'content-type': 'application/json',
    'x-publishable-key': shop.organization.keys.test.publishable,
  };
  const answer = await shop.platform.fetch(shop.platform.origin + path, { method: 'POST', headers, body });
  const text = await answer.text();
  return { status: answer.status, text, issues: (JSON.parse(text) as { issues: Issue[] }).issues };
}

const otp = '/consumer/api/auth/otp/request';
const keys = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${String(i)}`, 1])));

describe('F1: a body that is wrong in very many places', () => {
  it('gets the first fifty, and the number of the others', async () => {
    const shop = openShop();

    const { status, text, issues } = await post(shop, otp, keys(80_000));

    expect([status, issues.length]).toEqual([400, 51]);
    expect(issues.at(-1)?.message).toMatch(/^and 799\d\d more$/);
    expect(text.length).toBeLessThan(20_000);
    expect(shop.platform.defects).toEqual([]);
  });

  it('gets all of them, where they are few', async () => {
    const { issues } = await post(openShop(), otp, keys(20));

    expect(issues.filter(({ message }) => message?.endsWith('is not known'))).toHaveLength(20);
    expect(issues.some(({ message }) => message?.includes('more'))).toBe(false);
  });

  it('gets no answer that is as long as a name in it', async () => {
    const { status, text } = await post(openShop(), otp, JSON.stringify({ ['k'.repeat(500_000)]: 1 }));

    expect(status).toBe(400);
    expect(text.length).toBeLessThan(5000);
  });

  it('is no fault of ours, also inside an alternative', async () => {
    const shop = openShop();
    const scopes = Array.from({ length: 200_000 }, () => 1);

    const answer = await shop.merchant(
      'POST',
      '/api-keys',
      { kind: 'secret', name: 'K', scopes },
      { service: 'admin' },
    );

    expect(answer.status).toBe(400);
    expect(shop.platform.defects).toEqual([]);
  });
});
