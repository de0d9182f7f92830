import { expect, test } from 'vitest';
import { openShop, type Shop } from '../support/shop.js';

const grant = 'adm_0123456789abcdef0123456789';

/** Lets a call answer with something else than the platform would. */
function answerWith(
  shop: Shop,
  operation: 'queues.status' | 'consumers.me' | 'experiences.route',
  body: unknown,
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  shop.platform.fault({ operation, status: 200, body: text, contentType: 'application/json' });
}

test.each([
  [
    'ADMITTED with admissionToken',
    { status: 'ADMITTED', admissionToken: grant, position: 1 },
    { status: 'GRANTED', admissionGrant: grant, position: 1 },
  ],
  [
    'GRANTED with admissionToken',
    { status: 'GRANTED', admissionToken: grant },
    { status: 'GRANTED', admissionGrant: grant },
  ],
  [
    'DENIED with denyReason',
    { status: 'DENIED', denyReason: 'FRAUD_DETECTED' },
    { status: 'DENIED', reason: 'FRAUD_DETECTED' },
  ],
  ['a status of tomorrow', { status: 'TELEPORTED', speed: 9 }, { status: 'UNKNOWN', received: 'TELEPORTED' }],
  ['a field of tomorrow', { status: 'LEFT', colour: 'red' }, { status: 'LEFT', colour: 'red' }],
])('reads %s', async (_what, body, expected) => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  answerWith(shop, 'queues.status', body);

  expect(await client.queues.status(shop.queueId)).toEqual(expected);
});

test.each([
  ['a place that is none', { status: 'QUEUED', position: -1, estimatedWaitTimeInSeconds: 1 }, '"position"'],
  ['a wait that is missing', { status: 'QUEUED', position: 1 }, '"estimatedWaitTimeInSeconds"'],
  ['a grant that is too short', { status: 'GRANTED', admissionGrant: grant.slice(0, 9) }, '"admissionGrant"'],
  ['a time that is none', { status: 'GRANTED', admissionGrant: grant, expiresAt: 'soon' }, '"expiresAt"'],
  ['no status', { position: 1 }, '"status"'],
  ['a list', [], 'the whole answer'],
])(
  'F10: %s raises an error that names the place, the status and the request, and no value',
  async (_what, body, place) => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    answerWith(shop, 'queues.status', body);

    const error = await client.queues.status(shop.queueId).catch((caught: unknown) => caught as Error);

    expect(error).toMatchObject({ name: 'ResponseError', code: 'invalid_response', status: 200 });
    expect(error).toHaveProperty('requestId', expect.any(String));
    expect((error as Error).message).toContain(place);
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(grant.slice(0, 9));
  },
);

test.each([
  ['HTML', '<!doctype html><h1>502</h1>', 'text/html'],
  ['nothing', '', 'application/json'],
  ['half of it', '{"active":{"jour', 'application/json'],
])('F10: %s instead of an answer is a typed error', async (_what, body, contentType) => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  shop.platform.fault({ operation: 'consumers.me', status: 200, body, contentType });

  await expect(client.consumers.me()).rejects.toMatchObject({ code: 'invalid_response', status: 200 });
});

test('old words are mapped in the own state too', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const distribution = { type: 'queue', id: 'queue_1', sequenceId: 'seq_1', lifecycle: 'open' };
  const consumer = { status: 'admitted', admissionToken: grant };
  const sequence = { phase: 'participating', mechanism: 'queue', distribution, consumer };
  answerWith(shop, 'consumers.me', {
    active: { journeys: [{ journeyStage: 'routed', experienceId: 'exp_1', sequenceId: 'seq_1', sequence }] },
  });

  const { active } = await client.consumers.me();

  expect(active.journeys[0]).toMatchObject({
    sequence: { consumer: { status: 'granted', admissionGrant: grant } },
  });
});

test('a route result that does not fit is refused', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  answerWith(shop, 'experiences.route', { schemaVersion: 2 });

  await expect(client.experiences.route(shop.experienceId)).rejects.toMatchObject({
    code: 'invalid_response',
  });
});
