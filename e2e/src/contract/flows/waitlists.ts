import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { tend } from './tend.ts';

/** Shoppers wait for a sequence, also by the merchant's hand, and the list becomes a file. */
export async function waitlists(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const { admin } = server;
  const { sequenceId } = await stage.way('Waitlist');
  const { id } = await admin.waitlists.create({ sequenceId, capacity: 10 });
  const [ann, bob, cyd] = [await stage.guest(), await stage.guest(), await stage.guest()];
  for (const { client } of [ann, bob]) await client.waitlists.enter(id);
  await bob.client.waitlists.leave(id);
  await admin.sequences.waitlist.enter(sequenceId, { consumerId: cyd.consumerId });
  expect(await ann.client.waitlists.status(id)).toMatchObject({ isEntered: true });
  expect(await admin.sequences.waitlist.get(sequenceId)).toMatchObject({ id });
  expect(await admin.sequences.waitlist.consumers(sequenceId)).toHaveLength(3);
  expect(await admin.waitlists.consumers(id)).toHaveLength(3);

  await admin.waitlists.exports.create(id);
  await platform.clock.advance('5s');
  const [file] = await admin.waitlists.exports.list(id);
  await admin.waitlists.exports.download({ waitlistId: id, fileId: String(file?.lastFileId) });
  await tend(admin.waitlists, { id, query: { sequenceId }, change: { capacity: null } });
}
