import { expect, it } from 'vitest';
import { run } from './support/terminal.js';
import { startMock } from './support/start-mock.js';

it('moves the clock of a mock, and stops it', async () => {
  const mock = await startMock({ now: '2026-11-22T10:00:00Z', flow: false });

  const { code, out } = await run(['clock', 'advance', '15m', '--mock-url', mock.url, '--json']);

  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ now: '2026-11-22T10:15:00.000Z', flow: false });
  expect((await run(['clock', '--mock-url', mock.url])).out).toContain('10:15:00.000Z, and it stands still');
});

it.each([['advance'], ['advance', '15m', 'more'], ['rewind'], ['freeze', 'now']])(
  'refuses clock %s %s',
  async (...words) => {
    expect((await run(['clock', ...words])).code).toBe(2);
  },
);

it('says in the words of the mock why a span is none', async () => {
  const mock = await startMock();

  const { code, err } = await run(['clock', 'advance', 'soon', '--mock-url', mock.url]);

  expect(code).toBe(1);
  expect(err).toContain('span of time');
});

it('begins a fault, shows it, sees it strike, and ends it', async () => {
  const mock = await startMock();
  const at = ['--mock-url', mock.url];

  const begun = await run([
    'fault',
    'add',
    'server-error',
    '--operation',
    'config.get',
    '--times',
    '1',
    ...at,
  ]);
  const listed = await run(['fault', ...at, '--json']);
  await fetch(`${mock.url}/consumer/api/config`, { headers: { 'x-publishable-key': 'pk_test_aurora_mock' } });
  const log = await run(['fault', 'log', ...at, '--json']);

  expect(begun.code).toBe(0);
  expect(JSON.parse(listed.out)).toMatchObject({ faults: [{ fault: { operation: 'config.get' } }] });
  expect(JSON.parse(log.out)).toMatchObject({ strikes: [{ operation: 'config.get' }] });
});

it('begins a scenario and ends it', async () => {
  const mock = await startMock();
  const at = ['--mock-url', mock.url];
  const on = async (): Promise<unknown> => JSON.parse((await run(['fault', '--json', ...at])).out);

  await run(['fault', 'begin', 'slow-network', ...at]);
  const during = await on();
  await run(['fault', 'end', 'slow-network', ...at]);

  const scenario = (active: boolean): unknown => expect.objectContaining({ name: 'slow-network', active });
  expect(during).toMatchObject({ scenarios: expect.arrayContaining([scenario(true)]) });
  expect(await on()).toMatchObject({ scenarios: expect.arrayContaining([scenario(false)]) });
});

it.each([
  ['fault', 'add'],
  ['fault', 'begin'],
  ['fault', 'add', 'lost-answer', '--times', 'twice'],
  ['fault', 'add', '--with', '[1]'],
  ['fault', 'add', '--with', '{oops'],
  ['fault', 'wreck'],
])('refuses %j before anything is sent', async (...args) => {
  const { code } = await run(args, { fetch: () => Promise.reject(new Error('nothing may be sent')) });

  expect(code).toBe(2);
});

it('says how to start a mock where none answers', async () => {
  const { code, err } = await run(['clock', '--mock-url', 'http://127.0.0.1:9']);

  expect(code).toBe(1);
  expect(err).toContain('fanfare mock');
});

it('takes nothing that is no mock for one', async () => {
  const page = new Response('<h1>hello</h1>', { status: 200 });

  const { code, err } = await run(['clock'], { fetch: () => Promise.resolve(page) });

  expect(code).toBe(1);
  expect(err).toContain('is no mock');
});
