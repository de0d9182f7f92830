import { createWebhooks } from '@fanfare/node/webhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';

const webhooks = createWebhooks({ secrets: ['whsec_of_the_test_of_costs'] });
const zeros = '0'.repeat(64);
const headersAt = (at: number) => ({
  'x-fanfare-signature': `sha256=${zeros}`,
  'x-fanfare-timestamp': String(Math.floor(at / 1000)),
});
const refusalOf = (run: Promise<unknown>) =>
  run.then(
    () => expect.unreachable(),
    (error: unknown) => error as Error,
  );

describe('what a forgery costs', () => {
  const limit = Error.stackTraceLimit;
  afterEach(() => {
    Object.defineProperty(Error, 'stackTraceLimit', { value: limit, writable: true });
    vi.restoreAllMocks();
  });

  it.each([
    ['an old one', headersAt(0)],
    ['a fresh one', headersAt(Date.now())],
    ['one without headers', {}],
  ])('no frames of the stack are gathered for %s', async (_, headers) => {
    const error = await refusalOf(webhooks.verify('{}', headers));
    expect(error.name).toBe('WebhookError');
    expect(error.stack).toContain(error.message);
    expect(error.stack).not.toMatch(/\n\s+at /);
    expect(Error.stackTraceLimit).toBe(limit);
    expect(new Error('another').stack).toMatch(/\n\s+at /);
  });

  it('a mistake of the receiver is told with its place', async () => {
    const parsed: unknown = { already: 'parsed' };
    const error = await refusalOf(webhooks.verify(parsed as string, headersAt(Date.now())));
    expect(error).toMatchObject({ code: 'webhook_body_already_parsed' });
    expect(error.stack).toMatch(/\n\s+at /);
  });

  it('it is refused too where nobody may change how many frames there are', async () => {
    Object.defineProperty(Error, 'stackTraceLimit', { value: limit, writable: false });
    const error = await refusalOf(webhooks.verify('{}', headersAt(0)));
    expect(error).toMatchObject({ code: 'webhook_timestamp_too_old' });
  });

  it('an old one is not hashed', async () => {
    const node = process.getBuiltinModule('node:crypto');
    const hashes = [vi.spyOn(node, 'hash'), vi.spyOn(node, 'createHmac')];
    await refusalOf(webhooks.verify('x'.repeat(100_000), headersAt(0)));
    for (const hash of hashes) expect(hash).not.toHaveBeenCalled();
    await refusalOf(webhooks.verify('x'.repeat(100_000), headersAt(Date.now())));
    expect(hashes.some((hash) => hash.mock.calls.length > 0)).toBe(true);
  });
});
