import { describe, expect, it } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';

describe('A7: a secret key that is rotated', () => {
  it('ends at once; a client that asks for its key goes on with the new one', async () => {
    const { fanfare, shop, open } = openMerchant();
    const vault = { key: shop.keys.test.secret as string };
    const backend = open({ secretKey: () => vault.key });
    await backend.admin.organizations.current();

    const { secretKey } = await fanfare.admin.organizations.rotateSecretKey();
    vault.key = secretKey;

    await expect(backend.admin.organizations.current()).resolves.toMatchObject({ slug: shop.slug });
    await expect(fanfare.admin.organizations.current()).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'key_revoked',
    });
  });
});
