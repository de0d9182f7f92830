import { Console } from 'node:console';
import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { FanfareServer, pinoLogger, type Logger } from '@fanfare/node';

/** Keeps what is written into a stream. */
function sink(): { readonly stream: Writable; readonly lines: () => string[] } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, lines: () => chunks.join('').trim().split('\n') };
}

/** Makes a call that is refused at once, and returns what the logger wrote of it. */
async function refusedBy(make: (stream: Writable) => Logger): Promise<string[]> {
  const { stream, lines } = sink();
  const fanfare = new FanfareServer({
    secretKey: 'sk_test_a1b2c3d4e5f6',
    baseUrl: 'http://localhost:9',
    maxRetries: 0,
    fetch: async () => Response.json({ error: { code: 'queue_full', message: 'No.' } }, { status: 429 }),
    logger: make(stream),
  });
  await expect(fanfare.admin.queues.get('queue_aurora')).rejects.toMatchObject({ code: 'queue_full' });
  return lines();
}

const message = 'fanfare: admin.queues.get attempt 1: 429 queue_full';
const fields = { operation: 'admin.queues.get', attempt: 1, status: 429, code: 'queue_full' };

describe('K9: a line of the log is a message and its fields', { timeout: 60_000 }, () => {
  it('in pino', async () => {
    const [line = '', ...others] = await refusedBy((stream) => pinoLogger(pino({ level: 'debug' }, stream)));

    expect(JSON.parse(line)).toMatchObject({ level: 20, msg: message, ...fields });
    expect(others).toEqual([]);
  });

  it('in pino, whose level holds', async () => {
    expect(await refusedBy((stream) => pinoLogger(pino({ level: 'info' }, stream)))).toEqual(['']);
  });

  it('in a console', async () => {
    const lines = await refusedBy((stream) => new Console({ stdout: stream, stderr: stream }));

    expect(lines.join('\n')).toContain(`${message} {`);
    expect(lines.join('\n')).toContain("code: 'queue_full'");
  });
});
