import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createAuditTrail,
  ndjsonFileSink,
  type AuditRecord,
  type AuditTrail,
  type AuditTrailOptions,
} from '@fanfare/node/audit';

const tenant = { organizationId: 'org_aurora', mode: 'test' } as unknown as AuditTrailOptions['tenant']; // branded only

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanfare-audit-'));
  path = join(folder, 'audit.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

const write = (trail: AuditTrail, callId: string) =>
  trail.require({ action: 'admin.queues.update', outcome: 'attempted', callId, target: {} });
const lines = async () => (await readFile(path, 'utf8')).trimEnd().split('\n');

describe('J10: a file that something happened to', () => {
  it('loses nothing but the half line, also where a letter of it was cut in two', async () => {
    const first = ndjsonFileSink({ path });
    await write(createAuditTrail({ sink: first, tenant }), 'one');
    await first.close();
    const whole = await readFile(path);
    await appendFile(path, Buffer.from([...Buffer.from('{"action":"'), 0xe2, 0x82])); // of the three bytes of a €

    const second = ndjsonFileSink({ path });
    await write(createAuditTrail({ sink: second, tenant }), 'two');
    await second.close();

    const [one, two] = await lines();
    expect(`${one}\n`).toBe(whole.toString());
    expect(JSON.parse(two ?? '')).toMatchObject({ seq: 2, callId: 'two' });
  });

  it.each([
    ['one line without an end', 'what I must not forget'],
    ['a long text', 'x'.repeat(200_000)],
    ['lines of something else', 'milk\nbread\n'],
  ])('is left as it is where it is no log: %s', async (_, content) => {
    await writeFile(path, content);
    const sink = ndjsonFileSink({ path });

    await expect(write(createAuditTrail({ sink, tenant }), 'one')).rejects.toMatchObject({
      code: 'audit_unavailable',
    });
    await sink.close();

    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('takes up the chain behind a record that is longer than what is read at once', async () => {
    const first = ndjsonFileSink({ path });
    const long = createAuditTrail({ sink: first, tenant });
    const target = { note: 'é'.repeat(70_000) };
    await long.require({ action: 'a', outcome: 'attempted', callId: 'long', target });
    await first.close();
    const { size } = await stat(path);
    await appendFile(path, '{"action');

    const second = ndjsonFileSink({ path });
    await write(createAuditTrail({ sink: second, tenant }), 'next');
    await second.close();

    expect((await stat(path)).size).toBeGreaterThan(size);
    expect((await lines()).map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 2]);
  });

  it('refuses to go on where another process writes it as well', async () => {
    const first = ndjsonFileSink({ path });
    const second = ndjsonFileSink({ path });
    const mine = createAuditTrail({ sink: first, tenant });
    await write(mine, 'mine');
    await write(createAuditTrail({ sink: second, tenant }), 'theirs');

    await expect(write(mine, 'again')).rejects.toMatchObject({
      code: 'audit_unavailable',
      cause: { message: expect.stringContaining('another') },
    });
    await Promise.all([first.close(), second.close()]);

    expect(await lines()).toHaveLength(2);
  });

  it('may be emptied by what rotates it, and the chain goes on', async () => {
    const sink = ndjsonFileSink({ path });
    const trail = createAuditTrail({ sink, tenant });
    await write(trail, 'one');
    await writeFile(path, '');

    await write(trail, 'two');
    await sink.close();

    expect((await lines()).map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([2]);
  });

  it('holds a record once that came again while the first write of it still ran', async () => {
    const sink = ndjsonFileSink({ path });
    const trail = createAuditTrail({ sink, tenant });
    await write(trail, 'one');
    const written = JSON.parse((await lines())[0] ?? '') as AuditRecord;
    const next = { ...written, seq: 2, callId: 'two', prevHash: written.hash, hash: 'b'.repeat(64) };
    const slow = new AbortController();

    const first = sink.write(next, { signal: slow.signal });
    await new Promise((resolve) => setTimeout(resolve));
    slow.abort();
    const second = sink.write(next, { signal: new AbortController().signal });
    const third = sink.write({ ...next, seq: 3, hash: 'c'.repeat(64) }, { signal: slow.signal });

    await expect(third).rejects.toThrow('nobody waits');
    await Promise.all([first, second]);
    await sink.close();
    expect((await lines()).map((line) => (JSON.parse(line) as AuditRecord).seq)).toEqual([1, 2]);
  });
});
