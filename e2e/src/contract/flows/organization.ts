import { generateKeyPairSync } from 'node:crypto';
import { proveKey } from '@fanfare/node';
import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A merchant looks after the organization: profile, keys, team, log and periods. */
export async function organization(stage: Stage): Promise<void> {
  const { admin } = stage.server;
  await admin.organizations.update({ companyUrl: 'https://borealis.example/', timeZone: 'Europe/Berlin' });
  expect(await admin.organizations.current()).toMatchObject({ companyUrl: 'https://borealis.example/' });
  await admin.organizations.sdkConfig();
  await admin.organizations.slugAvailability({ slug: 'something-new' });
  await keys(stage);
  await team(stage);

  await admin.retention.update({ activityDays: 400 });
  expect(await admin.retention.get()).toMatchObject({ activityDays: 400 });
  expect(
    await admin.auditLog.list({ first: 5, from: stage.inMinutes(-60) }).toArray({ limit: 20 }),
  ).not.toEqual([]);
  await admin.auditLog.anchor();
  // The last call: nothing that this key signs is taken afterwards.
  await admin.organizations.rotateSecretKey();
  await expect(admin.organizations.current()).rejects.toMatchObject({ status: 401 });
}

async function keys({ server, shop, platform, inMinutes }: Stage): Promise<void> {
  const { apiKeys, publicKeys } = server.admin;
  const expiresAt = inMinutes(60 * 24);
  const { id } = await apiKeys.create({
    kind: 'secret',
    name: 'CI',
    scopes: ['read:experiences'],
    expiresAt,
  });
  await apiKeys.create({ kind: 'publishable', name: 'Shop', allowedOrigins: ['https://shop.example'] });
  const rolled = await apiKeys.roll(id, { overlapSeconds: 3600 });
  expect(await apiKeys.list({ first: 1, kind: 'secret' }).toArray({ limit: 10 })).not.toEqual([]);
  await apiKeys.revoke(rolled.id);

  const pair = generateKeyPairSync('ed25519');
  const { crv, kty, x } = pair.publicKey.export({ format: 'jwk' });
  expect([crv, kty]).toEqual(['Ed25519', 'OKP']);
  const publicKey = { crv: 'Ed25519', kty: 'OKP', x: x ?? '' } as const;
  const proof = proveKey({
    privateKey: pair.privateKey,
    organizationId: shop.id,
    mode: 'test',
    timestamp: Math.floor(platform.clock.now() / 1000),
  });
  const scopes = ['read:experiences'] as const;
  const registered = await publicKeys.register({ name: 'CI', scopes: [...scopes], publicKey, proof });
  expect(await publicKeys.list({ first: 1 }).toArray({ limit: 10 })).toHaveLength(1);
  await publicKeys.revoke(registered.id);
}

async function team({ server }: Stage): Promise<void> {
  const { members, roles } = server.admin;
  const role = (await roles.list()).data[0]?.name ?? '';
  const { id } = await members.create({ email: 'kay@example.com', name: 'Kay', roles: [{ role }] });
  await members.update(id, { name: 'Kay Example' });
  expect(await members.get(id)).toMatchObject({ name: 'Kay Example' });
  expect(await members.list({ first: 1 }).toArray({ limit: 10 })).not.toEqual([]);
  await members.remove(id);
}
