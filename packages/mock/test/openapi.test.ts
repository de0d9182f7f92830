import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';

describe('the OpenAPI document', () => {
  it.each(['consumer', 'admin', 'checkout', 'beacon'])('is served by %s to anybody', async (service) => {
    const platform = createMockPlatform();

    const answer = await platform.fetch(`${platform.origin}/${service}/api/openapi.json`);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Fanfare' } });
  });
});
