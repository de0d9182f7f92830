import { describe, expect, it } from 'vitest';
import { createUndiciTransport } from '@fanfare/node/undici';
import { recordingServer } from '../support/recording-server.js';

describe('D1: a transport that is closed', () => {
  it('lets calls end that began just before, also where the first one is still loading what sends it', async () => {
    const server = await recordingServer(() => ({ json: { ok: true } }));
    const transport = createUndiciTransport();
    try {
      const calls = [1, 2, 3].map(async () =>
        (await transport.fetch(server.url, { method: 'POST', body: '{}' })).json(),
      );
      const closed = transport.close();

      await expect(Promise.all(calls)).resolves.toEqual([{ ok: true }, { ok: true }, { ok: true }]);
      await closed;
      await expect(transport.fetch(server.url)).rejects.toMatchObject({ code: 'destroyed' });
    } finally {
      await transport.close();
      await server.close();
    }
  });

  it('closes all the same where a call never got to be one', async () => {
    const transport = createUndiciTransport();
    const broken = transport.fetch('no address').catch((error: unknown) => error);
    const aborted = transport
      .fetch('http://127.0.0.1:9/', { signal: AbortSignal.abort() })
      .catch((error: unknown) => error);

    await transport.close();

    expect(await broken).toBeInstanceOf(Error);
    expect(await aborted).toMatchObject({ name: 'AbortError' });
  });
});
