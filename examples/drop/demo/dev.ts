import { openShop, type Shop } from './shop.ts';

let shop: Shop | undefined;
let isStopping = false;
const stop = (): void => {
  isStopping = true;
  void shop?.close().then(() => process.exit(0));
};
// Before anything is started: a signal that comes meanwhile must not leave half a shop behind.
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);

stopWithToolchain(stop);

shop = await openShop({ live: true });
if (isStopping) stop();
console.log(`
  Storefront   ${shop.storefront.url}
  Orders       ${shop.storefront.url}/merchant  (user merchant, password ${shop.merchantPassword})
  Mock         ${shop.mock.url}/__mock/requests  (one-time codes: ${shop.mock.url}/__mock/otp?address=you@example.com)

  Ctrl-C stops everything.
`);

/** `npm run dev` starts this through shells that hand no signal on: when its first process is gone, this one ends too. */
function stopWithToolchain(stop: () => void): void {
  const pid = Number(process.env['FANFARE_TOOLCHAIN_PID']);
  if (!(pid > 0)) return;
  const watch = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      clearInterval(watch);
      stop();
    }
  }, 1_000);
  watch.unref();
}
