import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import type { SequenceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { readFields } from './read-fields.js';

/** `PATCH` switches the bot check in front of a sequence, for which the platform has published no operation. */
export function sequenceRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.patch('/sequences/:sequenceId', async (c) => {
    const { botCheck } = await readFields(c.req.raw, { botCheck: 'text' });
    if (botCheck !== 'off' && botCheck !== 'required') {
      return refuse('validation_error', '"botCheck" must be off or required.');
    }
    const sequence = findSequence(context, c.req.param('sequenceId'));
    if (sequence === undefined) return refuse('not_found', 'No sequence has this id.');
    sequence.botCheck = botCheck;
    return c.json({ sequenceId: sequence.id, botCheck });
  });
  return routes;
}

function findSequence(context: MockContext, id: string): SequenceRow | undefined {
  const { sequences } = context.use(createExperienceTree);
  for (const organization of context.world.organizations) {
    for (const mode of ['test', 'live'] as const) {
      const found = sequences.live({ organizationId: organization.id, mode }, id);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
