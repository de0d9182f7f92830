import { afterEach, describe, expect, it } from 'vitest';
import { FanfareServer, GrantError, isFanfareError, type AdmissionCheck } from '@fanfare/node';
import { recordingServer, type RecordingServer, type Reply } from './support/recording-server.js';

const check: AdmissionCheck = {
  token: 'grant-0123456789abcdef',
  consumerId: 'csm_1',
  distributionId: 'que_1',
  distributionType: 'queue',
};
const order = { consumerId: 'csm_1', distributionId: 'que_1', distributionType: 'queue' } as const;
const good = {
  valid: true,
  consumerId: 'csm_1',
  distributionId: 'que_1',
  distributionType: 'queue',
  validatedAt: '2026-09-21T14:13:20.000Z',
};
const completed = {
  status: 'COMPLETED',
  consumerId: 'csm_1',
  distributionId: 'que_1',
  completedAt: '2026-09-21T14:13:20.000Z',
  alreadyCompleted: false,
};

let server: RecordingServer | undefined;

async function setUp(
  reply: Reply,
): Promise<{ fanfare: FanfareServer; received: RecordingServer['received'] }> {
  server = await recordingServer(() => reply);
  const fanfare = new FanfareServer({
    secretKey: 'sk_test_a1b2c3d4e5f6',
    baseUrl: server.url,
    maxRetries: 0,
  });
  return { fanfare, received: server.received };
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('C16: admissions.validate', () => {
  it.each([
    ['queue', 'queues'],
    ['draw', 'draws'],
    ['auction', 'auctions'],
    ['timed_release', 'timed-releases'],
  ] as const)('asks about a %s under /%s', async (distributionType, collection) => {
    const { fanfare, received } = await setUp({ json: { ...good, distributionType } });

    await expect(fanfare.admissions.validate({ ...check, distributionType })).resolves.toEqual({
      ...good,
      distributionType,
    });

    expect(received[0]?.target).toBe(`/consumer/api/${collection}/que_1/validate`);
    expect(JSON.parse(received[0]?.body.toString() ?? '')).toEqual({
      consumerId: 'csm_1',
      token: check.token,
    });
  });

  it.each<[string, Reply, string]>([
    ['a used grant', { status: 409, json: { error: 'grant_used' } }, 'grant_used'],
    ['an expired grant', { status: 403, json: { error: 'grant_expired' } }, 'grant_expired'],
    ['a tampered grant', { status: 403, json: { error: 'grant_invalid' } }, 'grant_invalid'],
    ['a grant of another consumer', { status: 403, json: { error: 'grant_mismatch' } }, 'grant_mismatch'],
    ['"valid" that is false', { json: { ...good, valid: false } }, 'grant_invalid'],
    ['"valid" that is a word', { json: { ...good, valid: 'true' } }, 'grant_invalid'],
    ['"valid" that is 1', { json: { ...good, valid: 1 } }, 'grant_invalid'],
    ['an object without "valid"', { json: { consumerId: 'csm_1' } }, 'grant_invalid'],
    ['an answer about another consumer', { json: { ...good, consumerId: 'csm_2' } }, 'grant_mismatch'],
    [
      'an answer about another distribution',
      { json: { ...good, distributionId: 'que_2' } },
      'grant_mismatch',
    ],
    ['an answer about another mechanism', { json: { ...good, distributionType: 'draw' } }, 'grant_mismatch'],
    [
      'an answer about a mechanism nobody knows',
      { json: { ...good, distributionType: 'raffle' } },
      'grant_mismatch',
    ],
  ])('refuses the grant: %s', async (_, reply, code) => {
    const { fanfare } = await setUp(reply);

    const error: unknown = await fanfare.admissions.validate(check).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(GrantError);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain(check.token);
  });

  it.each<[string, Reply]>([
    ['nothing', { text: '' }],
    ['true', { text: 'true' }],
    ['null', { text: 'null' }],
    ['HTML', { headers: { 'content-type': 'text/html' }, text: '<p>ok</p>' }],
    ['204', { status: 204 }],
    ['201 with half an object', { status: 201, text: '{"valid":true' }],
    ['a time that is none', { json: { ...good, validatedAt: 'now' } }],
    ['no consumer', { json: { ...good, consumerId: undefined } }],
    ['500', { status: 500, json: { error: 'internal_error' } }],
    ['302', { status: 302, headers: { location: '/elsewhere' } }],
    ['401', { status: 401, json: { error: 'key_invalid' } }],
  ])('F10: never returns on %s', async (_, reply) => {
    const { fanfare } = await setUp(reply);

    const error: unknown = await fanfare.admissions.validate(check).then(
      () => 'admitted',
      (reason: unknown) => reason,
    );

    expect(isFanfareError(error)).toBe(true);
  });

  it('refuses what cannot be a grant without asking', async () => {
    const { fanfare, received } = await setUp({ json: good });

    for (const token of ['', 'short', 'x'.repeat(2_049), undefined as unknown as string]) {
      await expect(fanfare.admissions.validate({ ...check, token })).rejects.toMatchObject({
        name: 'GrantError',
        code: 'grant_invalid',
      });
    }
    expect(received).toHaveLength(0);
  });

  it('asks nothing where a name is misspelt, instead of leaving it out', async () => {
    const { fanfare, received } = await setUp({ json: good });
    const typo = { ...order, orderID: 'ord_1' };

    await expect(fanfare.admissions.complete(typo)).rejects.toMatchObject({
      code: 'invalid_request',
      issues: [{ path: 'orderID', message: 'is not known' }],
    });
    await expect(fanfare.admissions.validate({ ...check, expires: 1 } as AdmissionCheck)).rejects.toThrow(
      /expires is not known/,
    );
    expect(received).toHaveLength(0);
  });

  it.each([undefined, null, 'grant-0123456789abcdef', 1])('asks nothing about %o', async (wrong) => {
    const { fanfare, received } = await setUp({ json: good });
    const [given, gone] = [wrong as unknown as AdmissionCheck, wrong as unknown as typeof order];

    await expect(fanfare.admissions.validate(given)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(fanfare.admissions.complete(gone)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(received).toHaveLength(0);
  });

  it.each([201, 202, 203, 206, 226])('F10: admits nobody on a good body with status %i', async (status) => {
    const { fanfare } = await setUp({ status, json: good });

    await expect(fanfare.admissions.validate(check)).rejects.toMatchObject({
      code: 'invalid_response',
      status,
      requestId: 'req_1',
    });
  });

  it.each([
    ['a mechanism without grants', { distributionType: 'appointment' }, 'distributionType'],
    ['a name of every object', { distributionType: 'constructor' }, 'distributionType'],
    ['an id that would change the path', { distributionId: '../x' }, 'distributionId'],
  ])('asks nothing about %s', async (_, wrong, path) => {
    const { fanfare, received } = await setUp({ json: good });

    const call = fanfare.admissions.validate({ ...check, ...wrong } as AdmissionCheck);

    await expect(call).rejects.toMatchObject({ code: 'invalid_request', issues: [{ path }] });
    expect(received).toHaveLength(0);
  });
});

describe('C16: admissions.complete', () => {
  it('sends the order and says when', async () => {
    const { fanfare, received } = await setUp({ json: completed });

    const result = await fanfare.admissions.complete({ ...order, orderId: 'ord_1', orderAmount: '12.50' });

    expect(result).toEqual({ ...order, alreadyCompleted: false, completedAt: completed.completedAt });
    expect(received[0]?.target).toBe('/consumer/api/queues/que_1/complete');
    expect(JSON.parse(received[0]?.body.toString() ?? '')).toEqual({
      consumerId: 'csm_1',
      metadata: { orderId: 'ord_1', orderAmount: '12.50' },
    });
  });

  it.each<[string, Reply, object]>([
    [
      'as the contract says it',
      { json: { ...completed, alreadyCompleted: true } },
      { completedAt: completed.completedAt },
    ],
    ['as older platforms say it', { status: 409, json: { error: 'Admission already completed' } }, {}],
    ['as a message says it', { status: 409, json: { error: 'conflict', message: 'Already completed.' } }, {}],
  ])('takes a second completion for a success, %s', async (_, reply, more) => {
    const { fanfare } = await setUp(reply);

    await expect(fanfare.admissions.complete(order)).resolves.toEqual({
      ...order,
      alreadyCompleted: true,
      ...more,
    });
  });

  it.each<[string, Reply, string]>([
    [
      'another conflict',
      { status: 409, json: { error: 'conflict', message: 'The order was cancelled.' } },
      'conflict',
    ],
    ['an answer about another consumer', { json: { ...completed, consumerId: 'csm_2' } }, 'grant_mismatch'],
    ['an answer that says something else', { json: { ...completed, status: 'PENDING' } }, 'invalid_response'],
    [
      'words of success with status 500',
      { status: 500, json: { error: 'already completed' } },
      'internal_error',
    ],
  ])('fails on %s', async (_, reply, code) => {
    const { fanfare } = await setUp(reply);

    await expect(fanfare.admissions.complete(order)).rejects.toMatchObject({ code });
  });
});
