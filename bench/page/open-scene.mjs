import { clientId } from './server/mint.mjs';

/**
 * One shopper in a browser of their own: a world, and tabs that share storage, locks and channels. The shopper signed in
 * `agedMs` ago, in a tab that was closed since; the device's clock is `shiftMs` fast. In tabs that are `isLive` a call was made already.
 */
export async function openScene(
  { browser, server, shape, peer },
  { tabs = 1, shiftMs = 0, isLive = false, ...of } = {},
) {
  const world = server.open({ shape, ...of });
  const context = await browser.newContext();
  const { hostname, port, origin } = new URL(world.origin);
  const env = { origin, hostname, port: Number(port), clientId };
  const url = `${origin}/bench?peer=${peer.name}`;

  let sleptMs = 0;
  const newTab = async ({ shift = shiftMs + sleptMs, prepare } = {}) => {
    const page = await context.newPage();
    if (shift !== 0 || isLive) await page.addInitScript(shiftClock, shift);
    await prepare?.(page, env);
    await page.goto(url);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    return page;
  };
  const { latencyMs } = world;
  world.latencyMs = 0;
  const first = await newTab({ shift: shiftMs - world.agedMs });
  await first.evaluate(([env, pair]) => globalThis.bench.seed(env, pair), [env, world.signedIn()]);
  await first.close();
  const opened = [];
  for (let count = 0; count < tabs; count += 1) opened.push(await newTab());

  const judged = ({ got, ...rest }) => ({
    ...rest,
    ok: got.filter((token) => world.accepts(token)).length,
    got: got.length,
  });
  const openAndCall = async (tab, options = {}) =>
    judged(await tab.evaluate(([env, given]) => globalThis.bench.openAndCall(env, given), [env, options]));

  for (const tab of isLive ? opened : []) {
    const { ok, failed } = await openAndCall(tab, { limitMs: 30_000 });
    if (ok !== 1) throw new Error(`no token right after the sign-in: ${failed[0] ?? 'no answer'}`);
  }
  Object.assign(world, { latencyMs, refreshes: 0, calls: 0 });

  return {
    world,
    context,
    tabs: opened,
    newTab,
    openAndCall,
    open: (tab) => tab.evaluate((env) => globalThis.bench.open(env), env),
    /** Makes calls in a tab; `ok` are those whose token the server would take. */
    call: async (tab, options = {}) =>
      judged(await tab.evaluate((given) => globalThis.bench.call(given), options)),
    /** The device sleeps for so long: neither its clock nor the server's stands still meanwhile. */
    async sleep(ms) {
      sleptMs += ms;
      world.aheadMs += ms;
      world.refreshes = 0;
      await Promise.all(opened.map((tab) => tab.evaluate((ms) => globalThis.sleepFor(ms), ms)));
    },
    /** Whether a shopper who opens one more tab is still signed in. */
    async isAlive() {
      if (world.family.isRevoked) return false;
      const tab = await newTab();
      const { ok } = await openAndCall(tab, { limitMs: 10_000 });
      await tab.close();
      return ok === 1;
    },
    close: () => context.close(),
  };
}

/** Runs in the page before its scripts: its clock goes `shift` milliseconds ahead, and more when it is told that it slept. */
function shiftClock(shift) {
  const Real = Date;
  let ahead = shift;
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + ahead);
      else super(...parts);
    }
    static now() {
      return Real.now() + ahead;
    }
  };
  globalThis.sleepFor = (ms) => {
    ahead += ms;
  };
}
