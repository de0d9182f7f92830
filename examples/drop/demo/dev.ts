import { openShop } from './shop.ts';

const starting = openShop({ live: true });
const stop = (): void => {
  // A signal that comes while things start must not leave half a shop behind.
  void starting.then(({ close }) => close()).finally(() => process.exit());
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
stopWithToolchain(stop);

const shop = await starting;
console.log(`
  Storefront   ${shop.storefront.url}
  Orders       ${shop.storefront.url}/merchant  (user merchant, password ${shop.merchantPassword})
  Mock         ${shop.mock.url}/__mock  (what happens, one-time codes, the clock, faults)

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
