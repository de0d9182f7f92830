import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A bot check stands in front of a way, and a shopper fails and then passes it. */
export async function challenges(stage: Stage): Promise<void> {
  const { experienceId, sequenceId } = await stage.way('Checked');
  await stage.server.admin.queues.create({ sequenceId, name: 'Line', admitRate: 60 });
  // There is no operation that switches it on.
  await stage.platform.fetch(`${stage.platform.origin}/__mock/sequences/${sequenceId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ botCheck: 'required' }),
  });
  const { client } = await stage.guest();
  await client.experiences.enter(experienceId);

  async function answer(token: string): Promise<unknown> {
    const { selected } = await client.experiences.route(experienceId);
    const gate = selected?.gates.find(({ type }) => type === 'bot_check');
    if (gate?.type !== 'bot_check') throw new Error('There is no bot check.');
    return client.challenges.verify({ challengeId: gate.challenge?.id ?? '', token });
  }

  expect(await answer('fail')).toMatchObject({ status: 'failed' });
  expect(await answer('pass')).toMatchObject({ status: 'passed' });
  expect(await client.experiences.route(experienceId)).toMatchObject({ outcome: 'routed' });
}
