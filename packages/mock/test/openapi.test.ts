import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { createMockPlatform } from '@fanfare/mock';
import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

describe('the OpenAPI document', () => {
  it.each(['consumer', 'admin', 'checkout', 'beacon'])('is served by %s to anybody', async (service) => {
    const platform = createMockPlatform();

    const answer = await platform.fetch(`${platform.origin}/${service}/api/openapi.json`);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Fanfare' } });
  });

  it('is read from the disk once, however often it is asked for, and by however many platforms', async () => {
    const reads = [vi.spyOn(fs, 'readFileSync'), vi.spyOn(fs.promises, 'readFile')];
    syncBuiltinESMExports(); // so that those who imported them are seen
    const read = () => {
      const platform = createMockPlatform();
      return platform.fetch(`${platform.origin}/admin/api/openapi.json`);
    };

    const answers = await Promise.all(Array.from({ length: 5 }, read));
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));

    expect(texts.size).toBe(1);
    const paths = reads.flatMap(({ mock }) => mock.calls.map(([path]) => String(path as string | URL)));
    expect(paths.filter((path) => path.endsWith('openapi.json')).length).toBeLessThan(2);
  });
});
