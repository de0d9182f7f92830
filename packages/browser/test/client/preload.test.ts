import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';

const engine = { imports: 0, fails: 0 };
vi.resetModules();
vi.doMock('../../src/import-engine.js', () => ({
  async importEngine() {
    engine.imports += 1;
    if (engine.fails > 0) {
      engine.fails -= 1;
      throw new TypeError('Failed to fetch'); // what a browser says that has no network
    }
    return import('../../src/engine.js');
  },
}));
const { openShop } = await import('../support/shop.js');

afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(engine, { imports: 0, fails: 0 });
});
afterAll(() => {
  vi.doUnmock('../../src/import-engine.js');
  vi.resetModules();
});

/** A page whose idle moments a test brings about. */
function idlePage() {
  const waiting = new Set<() => void>();
  vi.stubGlobal('requestIdleCallback', (run: () => void) => waiting.add(run).size);
  return {
    get waiting() {
      return waiting.size;
    },
    rest() {
      for (const run of waiting) run();
      waiting.clear();
    },
  };
}

describe('preload', () => {
  test('loads what the first call would wait for when the page is idle, and sends nothing', async () => {
    const idle = idlePage();
    const shop = openShop();
    const { client } = shop.open();
    const loading = client.preload();
    await shop.settle();
    expect([engine.imports, idle.waiting]).toEqual([0, 1]);

    idle.rest();
    await loading;
    expect([engine.imports, shop.sent.length, shop.timers, shop.channels.open]).toEqual([1, 0, 0, 0]);
    await client.auth.guest();
    expect(engine.imports).toBe(1);
  });

  test('is there for a connection, too, and where a browser does not tell when it is idle', async () => {
    const shop = openShop();
    const { connection } = shop.connect();
    const loading = connection.preload();
    expect(engine.imports).toBe(0);
    await loading;

    expect([engine.imports, shop.sent.length, shop.timers]).toEqual([1, 0, 0]);
  });

  test('does not make a call wait that comes before the page is idle', async () => {
    idlePage();
    const { client } = openShop().open();
    void client.preload();

    expect((await client.auth.guest()).signedIn).toBe(true);
    expect(engine.imports).toBe(1);
  });

  test('fails nobody where the code cannot be loaded: the first call asks for it again', async () => {
    const idle = idlePage();
    const shop = openShop();
    engine.fails = 9;
    const { client } = shop.open();
    const loading = client.preload();
    await shop.settle();
    idle.rest();
    await shop.pass(20_000);
    expect(await loading).toBeUndefined();
    engine.fails = 0;

    expect((await client.auth.guest()).signedIn).toBe(true);
  });

  test('loads nothing for a client that is over by then', async () => {
    const idle = idlePage();
    const shop = openShop();
    const { client } = shop.open();
    const loading = client.preload();
    client.destroy();
    idle.rest();
    await loading;

    expect([engine.imports, idle.waiting, shop.timers]).toEqual([0, 0, 0]);
  });

  test('does nothing on a server', async () => {
    const shop = openShop();
    const { client } = shop.open('server', { environment: {} });

    expect(await client.preload()).toBeUndefined();
    expect([engine.imports, shop.timers]).toEqual([0, 0]);
  });
});
