import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReceiver, withStatus, type Receiver } from './support/open-receiver.js';
import { hookUrl, openHookedShop } from './support/open-hooked-shop.js';
import { openShop, type TestShop } from './support/open-shop.js';

const refused = { error: 'network_error address_refused' };

describe('H6: the name of an endpoint', () => {
  it.each([
    ['one of the internet', ['93.184.215.14', '2606:4700:4700::1111'], true],
    ['this machine', ['127.0.0.1'], false],
    ['this machine in IPv6', ['::1'], false],
    ['a private network', ['10.1.2.3'], false],
    ['the metadata of a cloud', ['169.254.169.254'], false],
    ['a private network of IPv6', ['fd00::1'], false],
    ['private IPv4 that is mapped into IPv6', ['::ffff:192.168.0.1'], false],
    ['a public and a private address', ['93.184.215.14', '10.0.0.1'], false],
    ['nothing', [], false],
    ['what is no address', ['shop.aurora.com'], false],
  ])('that resolves to %s: %j', async (_, addresses, isDelivered) => {
    const asked: string[] = [];
    const shop = openHookedShop({
      resolveHost: (hostname) => {
        asked.push(hostname);
        return Promise.resolve(addresses);
      },
    });
    await shop.hook();
    await shop.enter();

    expect(asked).toEqual(['shop.aurora.com']);
    expect(shop.arrived).toHaveLength(isDelivered ? 1 : 0);
    expect(shop.platform.deliveries[0]?.attempts).toMatchObject([isDelivered ? { status: 200 } : refused]);
  });

  it('is asked for at every attempt, so that a name that moves into a private network is refused', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1'], ['93.184.215.14']];
    const shop = openHookedShop({ resolveHost: () => Promise.resolve(answers.shift() ?? []) });
    shop.answer = () => 503;
    await shop.hook();
    await shop.enter();
    await shop.platform.clock.advance('6m');

    expect(shop.platform.deliveries[0]?.attempts).toMatchObject([{ status: 503 }, refused, { status: 503 }]);
  });

  it('that does not resolve is tried again', async () => {
    const failure = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    const shop = openHookedShop({ resolveHost: () => Promise.reject(failure) });
    await shop.hook();
    await shop.enter();

    expect(shop.platform.deliveries).toMatchObject([
      { status: 'pending', attempts: [{ error: 'network_error ENOTFOUND' }] },
    ]);
  });

  it('is not asked for where the URL has an address', async () => {
    const asked: string[] = [];
    const shop = openHookedShop({
      resolveHost: (hostname) => {
        asked.push(hostname);
        return Promise.resolve(['93.184.215.14']);
      },
    });
    await shop.hook({ url: 'https://93.184.215.14/hooks' });
    await shop.hook({ url: 'https://[2606:4700:4700::1111]/hooks' });
    await shop.enter();

    expect(asked).toEqual([]);
    expect(shop.arrived).toHaveLength(2);
  });
});

describe('H6: over a real network', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(() => receiver.close());

  /** A shop that is told at a name, which `resolveHost` knows and nobody else. */
  async function tell(url: string, resolveHost: (hostname: string) => Promise<string[]>): Promise<TestShop> {
    const shop = openShop({ resolveHost });
    const events = ['queue.consumer.entered'];
    shop.platform.addWebhookEndpoint({ organizationId: shop.organization.id, url, events });
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.settle();
    return shop;
  }

  it('connects to the address that was checked, and asks once', async () => {
    let asked = 0;
    // The second answer is what an attacker would give to a second question (DNS rebinding).
    const { port } = new URL(receiver.url);
    const shop = await tell(`http://hooks.localhost:${port}/`, () =>
      Promise.resolve((asked += 1) === 1 ? ['127.0.0.1'] : ['10.0.0.1']),
    );

    expect(asked).toBe(1);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers.host).toBe(`hooks.localhost:${port}`);
    expect(shop.platform.deliveries[0]?.attempts).toMatchObject([{ status: 200 }]);
  });

  it.each([[['127.0.0.1']], [['10.0.0.1', '127.0.0.1']], [[]]])(
    'sends nothing to a public name that resolves to %j',
    async (addresses) => {
      const { port } = new URL(receiver.url);
      const shop = await tell(`https://hooks.aurora.com:${port}/`, () => Promise.resolve(addresses));

      expect(receiver.received).toEqual([]);
      expect(shop.platform.deliveries[0]?.attempts).toMatchObject([refused]);
    },
  );

  it('does not let a local name lead into the network either', async () => {
    const shop = await tell('http://hooks.localhost:3000/', () => Promise.resolve(['192.168.0.1']));

    expect(shop.platform.deliveries[0]?.attempts).toMatchObject([refused]);
  });

  it('ends with the headers of the answer, however long its body is', async () => {
    receiver.answer = (response) => {
      response.writeHead(200);
      response.write('and so on');
    };
    const shop = await tell(receiver.url, () => Promise.reject(new Error('nobody asks')));

    expect(shop.platform.deliveries[0]).toMatchObject({ status: 'delivered', attempts: [{ status: 200 }] });
  });

  it('is tried again where the answer switches protocols or the connection ends', async () => {
    receiver.answer = (response) => {
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n');
    };
    const switched = await tell(receiver.url, () => Promise.reject(new Error('nobody asks')));
    receiver.answer = (response) => response.socket?.destroy();
    const cut = await tell(receiver.url, () => Promise.reject(new Error('nobody asks')));

    for (const { platform } of [switched, cut])
      expect(platform.deliveries).toMatchObject([
        { status: 'pending', attempts: [{ error: expect.stringMatching(/^network_error/) }] },
      ]);
  });

  it.each([301, 302, 303, 307, 308])('does not follow %i to where it must not go', async (status) => {
    const inside = await openReceiver();
    receiver.answer = withStatus(status, { location: inside.url });
    const shop = await tell(receiver.url, () => Promise.reject(new Error('nobody asks')));
    await inside.close();

    expect(inside.received).toEqual([]);
    expect(shop.platform.deliveries[0]).toMatchObject({ status: 'pending', attempts: [{ status }] });
  });
});

it('H6: an endpoint of the Admin service is checked when it is used, too', async () => {
  const shop = openHookedShop({ resolveHost: () => Promise.resolve(['10.0.0.1']) });
  const { body } = await shop.hook();

  const sent = await shop.admin.post('/webhooks/test', {
    endpointId: body['id'],
    eventType: 'order.created',
  });

  expect(body['url']).toBe(hookUrl);
  expect(sent.body).toMatchObject({ status: 'failed', attempts: [{ status: null, ...refused }] });
});
