import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { honour } from './honour.ts';
import { tend } from './tend.ts';

/** Of those who enter a draw one wins, one loses, one leaves, and one is turned away. */
export async function draws(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const { sequenceId } = await stage.way('Draw');
  const times = { closeAt: stage.inMinutes(1), drawAt: stage.inMinutes(2) };
  const rules = { winnerCount: 1, admissionExpirationSeconds: 600 };
  const draw = { sequenceId, name: 'Raffle', ...times, ...rules };
  const { id } = await server.admin.draws.create(draw);
  const [ann, bob, cyd, dan] = [
    await stage.guest(),
    await stage.guest(),
    await stage.guest(),
    await stage.guest(),
  ];
  for (const { client } of [ann, bob, cyd, dan]) await client.draws.enter(id);
  await ann.client.draws.get(id);
  await cyd.client.draws.leave(id);
  await server.draws.deny(id, { consumerId: dan.consumerId, reason: 'FRAUD' });
  await platform.clock.advance('3m');

  const states = [await ann.client.draws.status(id), await bob.client.draws.status(id)];
  const [winner, won] = 'admissionGrant' in (states[0] ?? {}) ? [ann, states[0]] : [bob, states[1]];
  expect(states.map(({ status }) => status).toSorted()).toEqual(['DENIED', 'WON']);
  await honour(stage, { visitor: winner, distributionId: id, distributionType: 'draw', state: won ?? {} });
  const { id: next } = await server.admin.draws.create({
    ...draw,
    drawAt: stage.inMinutes(9),
    closeAt: null,
  });
  await tend(server.admin.draws, { id: next, query: { sequenceId }, change: { winnerCount: 2 } });
}
