import { createHash } from 'node:crypto';
import { auditHashInput } from '@fanfare/contract/audit';
import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { auditOf, isChainWhole } from './support/audit-of.js';
import { dumpState } from './support/dump-state.js';
import { openShop } from './support/open-shop.js';

type Shop = ReturnType<typeof openShop>;

/** Two shops on one platform. */
function openTwo(): { aurora: Shop; borealis: Shop } {
  const aurora = openShop({ withoutRateLimits: true });
  return { aurora, borealis: openShop({ platform: aurora.platform, organization: 1 }) };
}

const short = (entries: Awaited<ReturnType<typeof auditOf>>): unknown[] =>
  entries.map(({ action, outcome, reason }) => [action, outcome, reason]);

describe('J1: signing in', () => {
  it('leaves what succeeded and what failed, with the session, and neither code nor address', async () => {
    const shop = openShop();
    const email = 'ada@example.com';
    await shop.page('POST', '/auth/otp/request', { email });
    await shop.page('POST', '/auth/otp/verify', { email, code: '000000' });
    const ada = await shop.member(email);
    await ada.call('POST', '/auth/logout');

    const log = await auditOf(shop);

    expect(short(log)).toEqual([
      ['auth.requestOtp', 'success', undefined],
      ['auth.verifyOtp', 'failure', 'otp_invalid'],
      ['auth.requestOtp', 'success', undefined],
      ['auth.verifyOtp', 'success', undefined],
      ['auth.logout', 'success', undefined],
    ]);
    const [, , , signIn, signOut] = log;
    expect(signIn?.sessionId).toMatch(/^visit_/);
    expect(signOut).toMatchObject({ sessionId: signIn?.sessionId, actor: { id: signIn?.target?.id } });
    expect(JSON.stringify(log)).not.toMatch(/ada@example|"000000"|cons_|sess_/);
  });

  it('tells of a spent refresh token that came back', async () => {
    const shop = openShop({ settings: { leewayMs: 0 } });
    const { body } = await shop.page('POST', '/auth/guest');
    const refresh = { refreshToken: body['refreshToken'] };
    await shop.page('POST', '/auth/refresh', refresh);
    await shop.page('POST', '/auth/refresh', refresh);

    expect(short(await auditOf(shop)).at(-1)).toEqual(['auth.refresh', 'failure', 'refresh_token_reused']);
  });
});

describe('J2: a change of the configuration', () => {
  it('leaves what was before and after, of fields that are neither personal nor secret', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    await admin.put(`/queues/${shop.queueId}`, { name: 'Another line', admitRate: 12 });
    const ada = await shop.guest();
    await admin.put(`/consumers/${ada.consumerId}`, { email: 'ada@example.com', smsOptOut: true });
    await admin.put(`/sequences/${shop.organization.sequence.id}`, { accessCode: 'open-sesame' });

    const [queue, , consumer, sequence] = await auditOf(shop);

    expect(queue).toMatchObject({
      action: 'admin.queues.update',
      target: { type: 'queue', id: shop.queueId },
      changes: [
        { field: 'name', from: 'The line for Aurora One', to: 'Another line' },
        { field: 'admitRate', from: 30, to: 12 },
      ],
    });
    expect(consumer?.changes).toContainEqual({ field: 'smsOptOut', from: false, to: true });
    expect(consumer?.changes).toContainEqual({ field: 'email' });
    expect(sequence?.changes).toEqual([{ field: 'accessCode' }]);
  });

  it('A2: shows of an address where it leads only, and nothing of what a rule or a note says', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const url = (secret: string): string => `https://hooks.slack.com/services/${secret}?sig=${secret}`;
    const hook = await admin.post('/webhooks', { url: url('OLD_SECRET'), events: ['*'], description: 'Ann' });
    await admin.patch(`/webhooks/${String(hook.body['id'])}`, {
      url: url('NEW_SECRET'),
      events: ['order.completed'],
      description: 'Alice Liddell',
    });
    const audience = await admin.post('/audiences', { name: 'Alice', type: 'DYNAMIC' });
    const path = `/audiences/${String(audience.body['id'])}`;
    const rule = { attribute: 'fullName', operator: 'EQUALS', value: 'Alice Liddell' };
    const made = await admin.post(`${path}/rules`, rule);
    const changed = await admin.put(`${path}/rules/${String(made.body['id'])}`, {
      ...rule,
      operator: 'NOT_EQUALS',
      value: 'Bob',
    });
    await admin.put(path, { name: 'Friends of Bob' });

    const log = await auditOf(shop);
    const origin = 'https://hooks.slack.com';

    expect(changed.status).toBe(200);
    expect(log.flatMap(({ changes }) => changes ?? [])).toEqual([
      { field: 'url', from: origin, to: origin },
      { field: 'events', from: ['*'], to: ['order.completed'] },
      { field: 'description' },
      { field: 'operator', from: 'EQUALS', to: 'NOT_EQUALS' },
      { field: 'value' },
      { field: 'name' },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/SECRET|Alice|Bob/);
  });

  it('shows of a key that was replaced only the ids', async () => {
    const shop = openShop();
    const before = shop.organization.keys.test.secret;
    const { body } = await adminOf(shop).post('/organizations/secret-key/rotate');
    const log = await auditOf(shop);

    const rolled = log.find(({ action }) => action === 'admin.organizations.rotateSecretKey');
    expect(rolled?.changes).toMatchObject([{ field: 'keyId', from: rolled?.actor.id }]);
    expect(log.at(-1)).toBe(rolled);
    expect(JSON.stringify(log)).not.toContain(before);
    expect(JSON.stringify(log)).not.toContain(body['secretKey']);
  });
});

describe('J7: a member', () => {
  it('leaves who came and who went, old and new roles, and who changed them', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const created = await admin.post('/members', {
      email: 'mia@example.com',
      name: 'Mia',
      roles: [{ role: 'analyst' }],
    });
    const path = `/members/${String(created.body['id'])}`;
    await admin.put(path, { roles: [{ role: 'admin' }], name: 'Mia Example' });
    await admin.remove(path);

    const log = await auditOf(shop, `&target=${String(created.body['id'])}`);

    expect(log.map(({ action }) => action)).toEqual([
      'admin.members.create',
      'admin.members.update',
      'admin.members.remove',
    ]);
    expect(log[1]?.changes).toEqual([
      { field: 'name' },
      { field: 'roles', from: [{ role: 'analyst' }], to: [{ role: 'admin' }] },
    ]);
    for (const { actor } of log) expect(actor).toMatchObject({ type: 'key' });
    expect(JSON.stringify(log)).not.toMatch(/mia/i);
  });
});

describe('J4: a call that is repeated under its idempotency key', () => {
  it('stands in the log once, for it happened once', async () => {
    const shop = openShop();
    const body = { name: 'Friends', type: 'STATIC' };
    const call = { service: 'admin', idempotencyKey: 'one-and-the-same' } as const;
    const first = await shop.merchant('POST', '/audiences', body, call);
    const again = await shop.merchant('POST', '/audiences', body, call);
    const other = await shop.merchant('POST', '/audiences', { ...body, name: 'Foes' }, call);

    const log = await auditOf(shop);

    expect([again.body['id'], other.status]).toEqual([first.body['id'], 422]);
    expect(log).toMatchObject([
      { action: 'admin.audiences.create', target: { type: 'audience', id: first.body['id'] } },
    ]);
    expect(log).toHaveLength(1);
  });
});

describe('J3: an attempt', () => {
  it('D6: on things of another organization stands in the log of the victim, without a word about who', async () => {
    const { aurora, borealis } = openTwo();
    const victim = await aurora.guest();
    const [attacker] = [await borealis.guest()];
    const begun = (await auditOf(aurora)).length;

    const wait = async (): Promise<void> => aurora.platform.clock.advance('1m');
    await adminOf(borealis).get(`/queues/${aurora.queueId}`);
    await wait();
    await adminOf(borealis).post('/draws', {
      sequenceId: aurora.organization.sequence.id,
      name: 'Mine',
      drawAt: '2026-11-24T10:00:00.000Z',
      winnerCount: 1,
    });
    await wait();
    await adminOf(borealis).get(`/consumers/${victim.consumerId}`);
    await wait();
    await attacker.call('POST', `/queues/${aurora.queueId}/enter`);

    const seen = (await auditOf(aurora)).slice(begun);
    expect(short(seen)).toEqual(
      Array.from({ length: 4 }, () => ['cross_tenant.attempt', 'denied', undefined]),
    );
    expect(seen.map(({ target }) => target?.type)).toEqual(['queue', 'sequence', 'consumer', 'queue']);
    const text = JSON.stringify(seen);
    const own = await auditOf(borealis);
    for (const { requestId, actor } of own)
      for (const word of [requestId, actor.id]) {
        if (word !== null) expect(text).not.toContain(word);
      }
    expect(text).not.toMatch(/borealis/);
    expect(short(own).slice(1)).toEqual([
      ['admin.queues.get', 'denied', 'not_found'],
      ['admin.draws.create', 'denied', 'not_found'],
      ['admin.consumers.get', 'denied', 'not_found'],
      ['queues.enter', 'denied', 'not_found'],
    ]);
    expect(aurora.platform.defects).toEqual([]);
  });

  it('D6: stands there in our words, whatever the attacker called what they named', async () => {
    const { aurora, borealis } = openTwo();
    const { experienceId, queueId } = aurora;
    await adminOf(borealis).get(`/queues?${encodeURIComponent('call +49 151 2345678')}=${queueId}`);
    await aurora.platform.clock.advance('1m');
    await borealis.page('GET', `/config?${'x'.repeat(3000)}=${experienceId}`);

    expect((await auditOf(aurora)).map(({ target }) => target)).toEqual([
      { type: 'queue', id: queueId },
      { type: 'experience', id: experienceId },
    ]);
  });

  it('J3: is one entry at once and one a minute later, however many there were', async () => {
    const { aurora, borealis } = openTwo();
    const live = openShop({ platform: aurora.platform, organization: 1, mode: 'live' });
    const query = `a=${aurora.queueId}&b=${aurora.experienceId}`;
    for (let count = 0; count < 50; count += 1) await borealis.page('GET', `/config?${query}`);
    await live.page('GET', `/config?${query}`);
    const [{ length: atOnce }] = [await auditOf(aurora)];
    await aurora.platform.clock.advance('1m');

    const seen = await auditOf(aurora);
    expect([atOnce, seen.length]).toEqual([2, 4]);
    expect(seen.slice(2).map(({ target, changes }) => [target, changes])).toEqual([
      [null, [{ field: 'furtherAttempts', to: 99 }]],
      [null, [{ field: 'furtherAttempts', to: 1 }]],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/borealis/);
    await aurora.platform.clock.advance('1h');
    expect(await auditOf(aurora)).toHaveLength(4);
    expect(await isChainWhole(aurora)).toBe(true);
  });

  it('J3: leaves nothing when it is one call too many', async () => {
    const aurora = openShop({ withoutRateLimits: false, rateLimits: { publishableKey: { perMinute: 5 } } });
    const borealis = openShop({ platform: aurora.platform, organization: 1 });
    const codes: unknown[] = [];
    for (let count = 0; count < 20; count += 1) {
      const { status } = await borealis.page('GET', `/config?a=${aurora.queueId}`);
      codes.push(status);
    }
    const refused = codes.filter((status) => status === 429).length;

    expect(refused).toBeGreaterThan(0);
    expect(await auditOf(borealis)).toHaveLength(codes.length - refused);
  });

  it('A6: on another organization by its id stands there, too', async () => {
    const { aurora, borealis } = openTwo();
    const { origin, fetch } = aurora.platform;
    await fetch(`${origin}/beacon/api/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-publishable-key': borealis.organization.keys.test.publishable,
      },
      body: JSON.stringify({
        organizationId: aurora.organization.id,
        eventId: 'evt_1',
        eventName: 'pageView',
        eventTimestamp: '2026-11-22T10:00:00.000Z',
      }),
    });

    expect(await auditOf(aurora)).toMatchObject([
      { action: 'cross_tenant.attempt', target: { type: 'organization', id: aurora.organization.id } },
    ]);
  });

  it('without the rights for it stands in the log of the organization whose key was shown', async () => {
    const shop = openShop();
    const { origin, fetch } = shop.platform;
    const pk = shop.organization.keys.test.publishable;
    await shop.page('GET', '/consumers/me');
    await fetch(`${origin}/consumer/api/consumers/me`, {
      headers: { 'x-publishable-key': pk, authorization: 'Bearer abc' },
    });
    await fetch(`${origin}/admin/api/queues`, { headers: { authorization: 'Bearer sk_test_aurora_mock' } });
    await fetch(`${origin}/admin/api/queues`, { headers: { authorization: 'Bearer sk_test_of_nobody' } });

    expect(short(await auditOf(shop))).toEqual([
      ['consumers.me', 'denied', 'unauthorized'],
      ['consumers.me', 'denied', 'invalid_token'],
      ['admin.queues.list', 'denied', 'signature_required'],
    ]);
  });

  it('names nothing that is no id, for it may be somebody', async () => {
    const shop = openShop();
    const { origin, fetch } = shop.platform;
    const headers = { authorization: `Bearer ${shop.organization.keys.test.secret}` };
    await fetch(`${origin}/admin/api/consumers/ada%40example.com`, { headers });
    await fetch(`${origin}/admin/api/queues/ada%40example.com`, { headers });

    const log = await auditOf(shop);

    expect(log.map(({ action, target }) => [action, target])).toEqual([
      ['admin.consumers.get', null],
      ['admin.queues.get', null],
    ]);
    expect(JSON.stringify([log, dumpState(shop.platform)])).not.toMatch(/ada(@|%40)example/);
  });

  it('I7: on consumers who are not there makes nobody known', async () => {
    const shop = openShop();
    await adminOf(shop).get('/consumers/cons_madeup7/sessions');
    await adminOf(shop).get('/consumers/madeup7');
    const ada = await shop.guest();
    await adminOf(shop).remove(`/consumers/${ada.consumerId}`);
    await shop.platform.clock.advance('61m');
    await adminOf(openShop({ platform: shop.platform, organization: 1 })).get(`/consumers/${ada.consumerId}`);

    expect((await auditOf(shop)).at(-1)).toMatchObject({ action: 'cross_tenant.attempt', target: null });
    const register =
      shop.platform && dumpState(shop.platform).filter(({ path }) => path.includes('pseudonyms'));
    expect(register.filter(({ text }) => /madeup7|cons_/.test(text))).toEqual([]);
  });

  it('I7: of somebody who was erased leads to nobody by their session either', async () => {
    const shop = openShop();
    const ada = await shop.member('ada@example.com');
    const { sid } = JSON.parse(Buffer.from(ada.accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
      sid: string;
    }; // a token of ours
    const before = await auditOf(shop, `&sessionId=${sid}`);
    await adminOf(shop).remove(`/consumers/${ada.consumerId}`);
    await shop.platform.clock.advance('61m');

    expect(before.map(({ action }) => action)).toEqual(['auth.verifyOtp']);
    expect(await auditOf(shop, `&sessionId=${sid}`)).toEqual([]);
    expect(JSON.stringify(await auditOf(shop))).not.toContain(sid);
    const kept = dumpState(shop.platform).filter(({ path }) => /Sessions|Subjects/.test(path));
    expect(kept.filter(({ text }) => text.includes(ada.consumerId) || text.includes(sid))).toEqual([]);
  });

  it('to read what is personal is written down, as is who it was about', async () => {
    const shop = openShop();
    const ada = await shop.guest();
    await adminOf(shop).get(`/consumers/${ada.consumerId}`);
    await adminOf(shop).get('/queues');

    const [signIn, read, ...more] = await auditOf(shop);

    expect(read).toMatchObject({ action: 'admin.consumers.get', outcome: 'success', target: signIn?.target });
    expect(more).toEqual([]);
  });
});

describe('J5: a list of entries', () => {
  it('loses none and doubles none while others are written', async () => {
    const shop = openShop({ withoutRateLimits: true });
    const admin = adminOf(shop);
    for (let count = 0; count < 6; count += 1) await shop.guest();
    for (const sortDir of ['asc', 'desc']) {
      const there = paged(await admin.get('/audit-log?first=100')).map(({ seq }) => seq);
      const read: unknown[] = [];
      for (let after: string | null = ''; after !== null;) {
        const cursor: string = after === '' ? '' : `&after=${after}`;
        const page = await admin.get(`/audit-log?sortDir=${sortDir}&first=2${cursor}`);
        read.push(...paged(page).map(({ seq }) => seq));
        after = (page.body['pageInfo'] as { endCursor: string | null }).endCursor;
        if (read.length < there.length) await shop.guest();
      }

      expect(new Set(read).size).toBe(read.length);
      expect(read).toEqual(expect.arrayContaining(there));
    }
  });

  it('is filtered by time, action, actor, target and outcome', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.guest();
    await shop.platform.clock.advance('40m');
    await ada.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.page('GET', '/consumers/me');
    const actions = async (query: string): Promise<unknown[]> =>
      paged(await admin.get(`/audit-log?${query}`)).map(({ action }) => action);

    expect(await actions('to=2026-11-22T10:30:00.000Z')).toEqual(['auth.guest']);
    expect(await actions('from=2026-11-22T10:30:00.000Z&outcome=success')).toEqual(['queues.enter']);
    expect(await actions('action=queues.enter')).toEqual(['queues.enter']);
    expect(await actions(`actor=${ada.consumerId}`)).toEqual(['queues.enter']);
    expect(await actions(`target=${ada.consumerId}`)).toEqual(['auth.guest']);
    expect(await actions(`target=${shop.queueId}`)).toEqual(['queues.enter']);
    expect(await actions('outcome=denied')).toEqual(['consumers.me']);
    expect(told(await admin.get('/audit-log?outcome=maybe'))).toEqual([400, 'validation_error']);
  });
});

describe('J6: the chain', () => {
  it('links every entry to the one before, for each organization and mode', async () => {
    const { aurora, borealis } = openTwo();
    const live = openShop({ platform: aurora.platform, mode: 'live' });
    for (const shop of [aurora, borealis, live, aurora, borealis]) await shop.guest();

    for (const shop of [aurora, borealis, live]) expect(await isChainWhole(shop)).toBe(true);
    const [first] = await auditOf(aurora);
    const hash = createHash('sha256')
      .update(auditHashInput(first ?? {}))
      .digest('hex');
    expect(first?.hash).toBe(hash);
    expect([await auditOf(borealis), await auditOf(live)].map(({ length }) => length)).toEqual([2, 1]);
  });

  it('has an anchor before anything happened', async () => {
    const shop = openShop();

    const { body } = await adminOf(shop).get('/audit-log/anchor');

    const nothing = '0'.repeat(64);
    expect(body).toMatchObject({ start: { seq: 1, prevHash: nothing }, head: { seq: 0, hash: nothing } });
  });
});

describe('J8: one journey', () => {
  it('can be put together again by its session, its requests and its trace', async () => {
    const shop = openShop();
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const ada = await shop.guest();
    const other = await shop.guest();
    await other.call('POST', `/queues/${shop.queueId}/enter`);
    const entered = await shop.platform.fetch(
      `${shop.platform.origin}/consumer/api/queues/${shop.queueId}/enter`,
      {
        method: 'POST',
        headers: {
          'x-publishable-key': shop.organization.keys.test.publishable,
          authorization: `Bearer ${ada.accessToken}`,
          traceparent: `00-${trace}-b7ad6b7169203331-01`,
        },
      },
    );
    const [signIn] = await auditOf(shop);

    const journey = await auditOf(shop, `&sessionId=${signIn?.sessionId}`);
    const request = await auditOf(shop, `&requestId=${entered.headers.get('x-request-id')}`);

    expect(journey.map(({ action }) => action)).toEqual(['auth.guest', 'queues.enter']);
    expect(request).toEqual([journey.at(-1)]);
    expect(request).toMatchObject([{ traceId: trace, actor: { type: 'consumer', id: signIn?.target?.id } }]);
  });

  it('goes on under the same name when a guest signs in', async () => {
    const shop = openShop();
    const guest = await shop.guest();
    const ada = await shop.member('ada@example.com', guest);

    const log = await auditOf(shop, `&target=${ada.consumerId}`);

    expect(log.map(({ action }) => action)).toEqual(['auth.guest', 'auth.verifyOtp']);
  });
});

describe('J1: where a call comes from', () => {
  it('is told as a kind of network, never as an address', async () => {
    const shop = openShop({ addressFrom: 'x-address' });
    const { origin, fetch } = shop.platform;
    const pk = shop.organization.keys.test.publishable;
    for (const address of ['127.0.0.1', '10.1.2.3', '81.2.69.142', 'nonsense', '::1', 'fd00::1']) {
      const headers = { 'x-publishable-key': pk, 'x-address': address };
      await fetch(`${origin}/consumer/api/auth/guest`, { method: 'POST', headers });
    }

    const log = await auditOf(shop);

    expect(log.map(({ ipClass }) => ipClass)).toEqual([
      'loopback',
      'private',
      'public',
      'unknown',
      'loopback',
      'private',
    ]);
    expect(JSON.stringify(log)).not.toMatch(/81\.2\.69/);
  });
});
