import { describe, expect, it } from 'vitest';
import { createAddressIndex } from '../src/state/address-index.js';
import type { Tenant } from '../src/tenant.js';

const tenant: Tenant = { organizationId: 'org_aurora', mode: 'test' };

describe('an index of addresses', () => {
  it('looks at nobody but the owner, however many there are', () => {
    let looks = 0;
    const index = createAddressIndex<{ readonly tenant: Tenant; readonly id: number }>();
    for (let id = 0; id < 10_000; id += 1) {
      const owner = {
        id,
        get tenant(): Tenant {
          looks += 1;
          return tenant;
        },
      };
      index.claim(owner, `c${id}@example.com`);
    }
    looks = 0;

    const found = index.find(tenant, 'c9999@example.com');
    const missing = index.find(tenant, 'nobody@example.com');

    expect([found?.id, missing, looks]).toEqual([9999, undefined, 0]);
  });

  it('gives an address to the first who claims it, and to whoever proves it', () => {
    const index = createAddressIndex<{ readonly tenant: Tenant; readonly name: string }>();
    const [ada, bob] = [
      { tenant, name: 'ada' },
      { tenant, name: 'bob' },
    ];
    const owner = (): string | undefined => index.find(tenant, 'a@example.com')?.name;

    index.claim(ada, 'a@example.com');
    index.claim(bob, 'a@example.com');
    expect(owner()).toBe('ada');

    index.assign(bob, 'a@example.com');
    index.release(ada, 'a@example.com');
    expect(owner()).toBe('bob');

    index.release(bob, 'a@example.com');
    expect(owner()).toBeUndefined();
  });

  it('D8: keeps tenants apart', () => {
    const index = createAddressIndex<{ readonly tenant: Tenant }>();
    index.claim({ tenant }, 'a@example.com');

    expect(index.find({ ...tenant, mode: 'live' }, 'a@example.com')).toBeUndefined();
    expect(index.find({ ...tenant, organizationId: 'org_borealis' }, 'a@example.com')).toBeUndefined();
  });
});
