import { describe, expect, it } from 'vitest';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';

function admin(shop: TestShop, method: string, path: string, body?: object): Promise<Answer> {
  return shop.merchant(method, path, body, { service: 'admin' });
}

async function open() {
  const shop = openShop();
  const { id: sequenceId } = shop.organization.sequence;
  const created = await admin(shop, 'POST', '/waitlists', { sequenceId, capacity: 500 });
  return { shop, sequenceId, created, path: `/waitlists/${created.body['id']}` };
}

const idsOf = ({ body }: Answer): unknown[] => (body['data'] as { id: string }[]).map(({ id }) => id);

describe('A2: waitlists, as a merchant sets them up', () => {
  it('are created, listed, read, changed and archived', async () => {
    const { shop, sequenceId, created, path } = await open();

    const listed = await admin(shop, 'GET', '/waitlists');
    const elsewhere = await admin(shop, 'GET', '/waitlists?sequenceId=seq_unknown');
    const changed = await admin(shop, 'PUT', path, { capacity: 5 });
    const archived = await admin(shop, 'DELETE', path);
    const read = await admin(shop, 'GET', path);

    expect(created.body).toMatchObject({ sequenceId, capacity: 500, archived: false, createdAt: start });
    expect(idsOf(listed)).toEqual([created.body['id']]);
    expect(idsOf(elsewhere)).toEqual([]);
    expect(changed.body).toMatchObject({ capacity: 5, updatedAt: start });
    expect(archived.body).toMatchObject({ archived: true, capacity: 5 });
    expect(read.body).toEqual(archived.body);
    expect(idsOf(await admin(shop, 'GET', '/waitlists'))).toEqual([]);
    expect(await admin(shop, 'PUT', path, { capacity: 6 })).toMatchObject({ status: 409 });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are one for each sequence at a time', async () => {
    const { shop, sequenceId, path } = await open();

    expect(await admin(shop, 'POST', '/waitlists', { sequenceId })).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
    await admin(shop, 'DELETE', path);
    expect((await admin(shop, 'POST', '/waitlists', { sequenceId })).body).toMatchObject({ capacity: null });
  });

  it('expire for who waits when they are archived', async () => {
    const { shop, path } = await open();
    const ann = await shop.guest();
    await ann.call('POST', `${path}/enter`);

    await admin(shop, 'DELETE', path);

    expect((await admin(shop, 'GET', `${path}/consumers`)).body).toMatchObject([{ status: 'expired' }]);
    expect((await ann.call('GET', '/consumers/me')).body).not.toHaveProperty('waitlists');
  });
});

describe('the waitlist of a sequence', () => {
  it('is found by the sequence, takes whom the merchant enters, and tells who is in it', async () => {
    const { shop, sequenceId, created } = await open();
    const ann = await shop.guest();
    const at = `/sequences/${sequenceId}/waitlist`;

    const found = await admin(shop, 'GET', at);
    const entered = await admin(shop, 'POST', `${at}/enter`, { consumerId: ann.consumerId });
    const again = await admin(shop, 'POST', `${at}/enter`, { consumerId: ann.consumerId });
    const consumers = await admin(shop, 'GET', `${at}/consumers`);
    const metrics = await admin(shop, 'GET', `/sequences/${sequenceId}/metrics`);

    expect(found.body).toEqual(created.body);
    expect(entered.body).toMatchObject({
      consumerId: ann.consumerId,
      waitlistId: created.body['id'],
      sequenceId,
    });
    expect(again.body).toEqual(entered.body);
    expect(consumers.body).toEqual([
      {
        id: entered.body['id'],
        organizationId: shop.organization.id,
        consumerId: ann.consumerId,
        waitlistId: created.body['id'],
        status: 'waitlisted',
        enteredAt: start,
        updatedAt: start,
      },
    ]);
    expect(metrics.body).toEqual({ subscriberCount: 1 });
  });

  it('is not there for an unknown sequence, one without, an archived one, and an unknown consumer', async () => {
    const { shop, sequenceId, path } = await open();
    const stranger = await openShop({ platform: shop.platform, organization: 1 }).guest();
    const at = `/sequences/${sequenceId}/waitlist`;
    const erased = await shop.guest();
    await admin(shop, 'DELETE', `/consumers/${erased.consumerId}`);

    const gone = await admin(shop, 'POST', `${at}/enter`, { consumerId: erased.consumerId });
    const unknown = await admin(shop, 'POST', `${at}/enter`, { consumerId: 'cons_unknown' });
    const theirs = await admin(shop, 'POST', `${at}/enter`, { consumerId: stranger.consumerId });
    await admin(shop, 'DELETE', path);

    expect(unknown.status).toBe(404);
    expect({ ...gone.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(await admin(shop, 'GET', at)).toMatchObject({ status: 404 });
    expect(await admin(shop, 'GET', '/sequences/seq_borealis/waitlist')).toMatchObject({ status: 404 });
  });
});

describe('exports of a waitlist', () => {
  it('take their time, and end with a file that no spreadsheet carries out', async () => {
    const { shop, path } = await open();
    const ada = await shop.member('ada@example.com');
    await ada.call('POST', `${path}/enter`);
    await admin(shop, 'PUT', `/consumers/${ada.consumerId}`, { fullName: '=1+1', phone: '+49301234' });
    const latest = async () => ((await admin(shop, 'GET', `${path}/export`)).body as unknown as object[])[0];

    const begun = await admin(shop, 'POST', `${path}/export`);
    const seen = [begun.body];
    for (const span of ['1s', '500ms', '500ms']) {
      await shop.platform.clock.advance(span);
      seen.push((await latest()) as Answer['body']);
    }
    const file = await admin(shop, 'GET', `${path}/export/${seen.at(-1)?.['lastFileId']}`);

    expect(seen.map(({ status, progress }) => [status, progress])).toEqual([
      ['PENDING', 0],
      ['PROCESSING', 0],
      ['PROCESSING', 50],
      ['COMPLETED', 100],
    ]);
    expect(begun.body).not.toHaveProperty('lastFileId');
    expect(seen.at(-1)).toMatchObject({ consumerCount: 1, lastFileId: 1, archived: false });
    expect(file.body).toBe(
      'consumerId,email,fullName,phone,status,enteredAt,notifiedAt\r\n' +
        `${ada.consumerId},ada@example.com,'=1+1,'+49301234,waitlisted,${start},\r\n`,
    );
  });

  it('are listed the newest first, and have no file before they are done', async () => {
    const { shop, path } = await open();
    const first = await admin(shop, 'POST', `${path}/export`);
    const second = await admin(shop, 'POST', `${path}/export`);

    const { body } = await admin(shop, 'GET', `${path}/export`);

    expect((body as unknown as { id: string }[]).map(({ id }) => id)).toEqual([
      second.body['id'],
      first.body['id'],
    ]);
    expect(await admin(shop, 'GET', `${path}/export/1`)).toMatchObject({ status: 404 });
    expect(await admin(shop, 'GET', `${path}/export/one`)).toMatchObject({ status: 400 });
  });
});

describe('D6: the references of a waitlist', () => {
  it.each(['seq_unknown', 'seq_borealis', 'seq_aurora_live'])(
    '%s is no sequence of its own',
    async (sequenceId) => {
      expect(await admin(openShop(), 'POST', '/waitlists', { sequenceId })).toMatchObject({
        status: 404,
        body: { error: 'not_found', message: 'There is no such sequence.' },
      });
    },
  );

  it.each([
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['GET', '/consumers'],
    ['GET', '/export'],
    ['POST', '/export'],
    ['GET', '/export/1'],
  ])('%s %s of another organization answers as for an unknown one', async (method, rest) => {
    const theirs = await open();
    await admin(theirs.shop, 'POST', `${theirs.path}/export`);
    await theirs.shop.platform.clock.advance('3s');
    const shop = openShop({ platform: theirs.shop.platform, organization: 1 });
    const change = method === 'PUT' ? { capacity: 1 } : undefined;

    const known = await admin(shop, method, theirs.path + rest, change);
    const unknown = await admin(shop, method, `/waitlists/wait_unknown${rest}`, change);

    expect(known.status).toBe(404);
    expect({ ...known.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });
});
