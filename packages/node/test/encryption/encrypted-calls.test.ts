import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EncryptionKeys } from '@fanfare/contract';
import { systemClock } from '@fanfare/core';
import { FanfareServer } from '@fanfare/node';

let platform: MockPlatform;
let sent: string[];

beforeEach(() => {
  platform = createMockPlatform({ withoutRateLimits: true });
  sent = [];
});

afterEach(async () => {
  expect(platform.defects).toEqual([]);
  await platform.close();
});

async function publishedKeys(): Promise<EncryptionKeys> {
  const url = `${platform.origin}/consumer/api/.well-known/encryption-keys.json`;
  return (await (await platform.fetch(url)).json()) as EncryptionKeys;
}

function connect(keys: () => Promise<EncryptionKeys>): FanfareServer {
  return new FanfareServer({
    secretKey: platform.world.organizations[0].keys.test.secret,
    baseUrl: platform.origin,
    clock: { now: () => platform.clock.now(), setTimeout: systemClock.setTimeout },
    fieldEncryption: { keys },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(request.url + (await request.clone().text()));
      return platform.fetch(request);
    },
  });
}

const roll = () => platform.fetch(`${platform.origin}/__mock/encryption-keys/roll`, { method: 'POST' });

/** Creates somebody with what is given, and tells how the platform knows them. */
async function create(
  fanfare: FanfareServer,
  person: { readonly email: string; readonly fullName?: string },
) {
  const { results } = await fanfare.admin.consumers.createBatch({ consumers: [person] });
  const id = results[0]?.consumerId;
  if (id === undefined) throw new Error('Nobody was created.');
  return fanfare.admin.consumers.get(id);
}

describe('E7: a client with fieldEncryption', () => {
  const person = { email: 'ada@example.com', fullName: 'Ada Lovelace' };

  it('sends nothing personal in the clear, and the platform understands it', async () => {
    const made = await create(connect(publishedKeys), person);

    expect(made).toMatchObject({ email: person.email });
    expect(sent.join('\n')).not.toMatch(/ada@|Ada Lovelace/);
    expect(sent.join('\n')).toMatch(/"email":"eyJ/);
  });

  it('checks what it sends before it encrypts it', async () => {
    await expect(create(connect(publishedKeys), { email: 'nobody' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    expect(sent).toEqual([]);
  });

  it('is understood with the key before the present one, and told apart with an older one', async () => {
    const first = await publishedKeys();
    const fanfare = connect(async () => first);

    await roll();
    const both = await publishedKeys();
    expect(both.keys.map(({ kid }) => kid)).toEqual([expect.any(String), first.keys[0]?.kid]);
    await expect(create(fanfare, person)).resolves.toMatchObject({ email: person.email });

    await roll();
    const other = { email: 'grace@example.com' };
    await expect(create(fanfare, other)).rejects.toMatchObject({
      code: 'encryption_key_unknown',
      status: 400,
    });
    await expect(create(connect(publishedKeys), other)).resolves.toMatchObject(other);
  });
});
