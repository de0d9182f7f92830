import { openShop } from './shop.ts';

const shop = await openShop({ live: true });
console.log(`
  Storefront   ${shop.storefront.url}
  Orders       ${shop.storefront.url}/merchant  (user merchant, password ${shop.merchantPassword})
  Mock         ${shop.mock.url}/__mock/requests  (one-time codes: ${shop.mock.url}/__mock/otp?address=you@example.com)

  Ctrl-C stops everything.
`);
const stop = (): void => {
  void shop.close().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
