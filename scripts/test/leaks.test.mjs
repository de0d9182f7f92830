import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { createEmitter } from '../../packages/core/src/emitter.ts';
import { FanfareError } from '../../packages/core/src/errors/fanfare-error.ts';
import { callQuietly } from '../../packages/node/src/call-quietly.ts';
import { traceCalls } from '../../packages/node/src/opentelemetry/trace-calls.ts';
import { importSealingKeys } from '../../packages/node/src/sealing/import-sealing-keys.ts';
import { Secret } from '../../packages/node/src/secret.ts';
import { newSessionId } from '../../packages/node/src/sessions/session-id.ts';
import { leaksIn } from '../leaks/leaks-in.mjs';
import { leaksOfStep, titlesIn } from '../leaks/leaks-of-step.mjs';

// Put together here, so that nothing takes this file for what it plants.
const canary = ['CANARY', '9b1d7e5f3a2c'].join('');
const text = 'k'.repeat(20);

/** What the set-up of this very run has found. It is forgotten then, for this test would fail by it. */
const found = () => globalThis.fanfareLeaks.look().join('\n');

const plants = {
  'an error': () => new FanfareError(`refused ${canary}`, { code: 'timeout' }),
  'what a callback is told': () => callQuietly(() => {}, { line: canary }),
  'an event': () => createEmitter().emit('changed', { to: canary }),
  'a span': () => traceCalls({ send: async () => 1 }, instruments).send({ route: { id: canary } }),
  stderr: () => process.stderr.write(`${canary}\n`),
  'console.warn': () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    console.warn('about', { canary });
  },
  'stdout of a process': () => once(spawn('node', ['-p', `"${canary}"`]), 'close'),
};

const instruments = {
  api: { SpanKind: {}, SpanStatusCode: {} },
  tracer: { startSpan: () => ({ end() {} }) },
  calls: { add() {} },
};

const keys = {
  'a Secret': () => {
    const secret = 'held by a shop without a form of its own'.replaceAll(' ', '-');
    new Secret(secret).toString();
    return secret;
  },
  'the id of a session': () => newSessionId(),
  'a key that seals': async () => {
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
    await importSealingKeys([{ id: 'k1', secret }]);
    return secret;
  },
};

describe('K10: a run of tests fails by a secret', () => {
  test.each(Object.entries(plants))('that is planted in %s', async (outlet, plant) => {
    await plant();

    const leaks = found();
    expect(leaks).toContain(`${outlet}: a canary, CANARY9b…`);
    expect(leaks).not.toContain(canary);
    vi.restoreAllMocks();
  });

  test.each(Object.entries(keys))('without a form of its own, as %s', async (_, make) => {
    callQuietly(() => {}, { line: `made of ${await make()}` });

    expect(found()).toContain('what a callback is told: a secret of the run');
  });

  test('and by none where there is none', () => {
    callQuietly(() => {}, { code: 'grant_mismatch', key: 'pk_test_aurora_mock', hint: 'Use sk_test_….' });

    expect(found()).toBe('');
  });
});

test.each([
  ['a secret key', `sk_test_${text}`],
  ['a webhook secret', `whsec_${text}`],
  ['a token, a grant or a code', `rt_${text}${text}`],
  ['a JWT', `eyJ${text}.eyJ${text}.${text}`],
  ['a private key', `${'-----BEGIN '}PRIVATE KEY-----\n${text}`],
])('K10: a step that prints %s fails, and the secret is not shown again', (kind, secret) => {
  const leaks = leaksOfStep({ name: 'demo' }, `line\nkey: "${secret}", and so on`);

  expect(leaks).toEqual([expect.stringContaining(`the output of demo: ${kind}, `)]);
  expect(leaks[0]).not.toContain(secret);
});

test('K10: what a test is called is no leak, and what it says when it fails is one', () => {
  const [named, leaked] = [`sk_test_${text}a`, `sk_test_${text}b`];
  const fullName = `refuses ${named}`;
  const titles = titlesIn(
    JSON.stringify({ testResults: [{ assertionResults: [{ fullName, failureMessages: [leaked] }] }, {}] }),
  );

  expect(titles).toContain(named);
  expect(titles).not.toContain(leaked);
  expect(titlesIn('')).toBe('');
});

test('K10: forms are found in what was written as JSON, as a URL, and twice', () => {
  const secret = `grant_${text}${text}`;

  expect(leaksIn(JSON.stringify({ a: { b: `\n${secret}` } }))).toHaveLength(1);
  expect(leaksIn(`https://shop.example/?grant=${secret}&then=${secret}`)).toHaveLength(2);
});
