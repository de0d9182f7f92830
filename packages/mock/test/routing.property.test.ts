import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RouteResult } from '@fanfare/contract';
import { adminOf } from './support/admin-of.js';
import { openShop } from './support/open-shop.js';

const code = fc.constantFrom('RED', 'BLUE');
const way = fc.record({
  priority: fc.integer({ min: -3, max: 3 }),
  accessCode: fc.option(code),
  supportsGuest: fc.boolean(),
  botCheck: fc.constantFrom('off', 'off', 'required'),
});
const visit = fc.record({
  ways: fc.array(way, { minLength: 1, maxLength: 4 }),
  codes: fc.array(fc.constantFrom('RED', 'BLUE', 'GUESS'), { maxLength: 3 }),
  isGuest: fc.boolean(),
});

describe('A3: a shopper in front of several sequences', () => {
  it('is routed to the best that is free, and enters those that are free and no other', async () => {
    await fc.assert(
      fc.asyncProperty(visit, async ({ ways, codes, isGuest }) => {
        const shop = openShop();
        const admin = adminOf(shop);
        const { body: experience } = await admin.post('/experiences', { name: 'Maze' });
        const experienceId = String(experience['id']);
        const doors = [];
        for (const { priority, accessCode, supportsGuest, botCheck } of ways) {
          const settings = { experienceId, name: 'Way', priority, accessCode };
          const { id } = (await admin.post('/sequences', settings)).body;
          const queue = { sequenceId: id, name: 'Line', admitRate: 1, supportsGuest };
          const { body } = await admin.post('/queues', queue);
          await shop.platform.fetch(`${shop.platform.origin}/__mock/sequences/${String(id)}`, {
            method: 'PATCH',
            body: JSON.stringify({ botCheck }),
          });
          const hasCode = accessCode === null || codes.includes(accessCode);
          const isFree = hasCode && botCheck === 'off' && (supportsGuest || !isGuest);
          doors.push({ id, priority, isFree, queueId: String(body['id']) });
        }
        const shopper = isGuest ? await shop.guest() : await shop.member('ann@example.com');
        await shopper.call('POST', `/experiences/${experienceId}/enter`);
        const route = async (asked: object): Promise<RouteResult> => {
          const { body } = await shopper.call('POST', `/experiences/${experienceId}/route`, asked);
          return body as unknown as RouteResult;
        };
        for (const accessCode of codes) await route({ accessCode });

        const { outcome, selected } = await route({});
        const free = doors.filter(({ isFree }) => isFree);
        const best = Math.max(...free.map(({ priority }) => priority));
        expect(outcome).toBe(free.length > 0 ? 'routed' : 'gated');
        const wanted = free.find(({ priority }) => priority === best);
        if (wanted !== undefined) expect(selected?.sequence.id).toBe(wanted.id);
        for (const { queueId, isFree } of doors) {
          const { status } = await shopper.call('POST', `/queues/${queueId}/enter`);
          expect(status).toBe(isFree ? 200 : 403);
        }
        expect(shop.platform.defects).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
