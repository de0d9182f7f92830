import { describe, expect, it } from 'vitest';
import type { PublishedEvent } from '../src/context.js';
import { sealEvent } from '../src/webhooks/seal-event.js';

const seal = { id: 'whk_1', now: Date.parse('2026-11-22T10:00:00.000Z') };
const opened: PublishedEvent = {
  organizationId: 'org_aurora',
  mode: 'test',
  type: 'distribution.opened',
  data: { distributionId: 'queue_1', distributionType: 'queue', openedAt: '2026-11-22T10:00:00.000Z' },
};

describe('H7: sealing an event', () => {
  it('puts it into its envelope, without what only the platform knows', () => {
    const sealed = sealEvent(opened, seal);

    expect('body' in sealed && JSON.parse(sealed.body)).toEqual({
      id: 'whk_1',
      type: 'distribution.opened',
      timestamp: '2026-11-22T10:00:00.000Z',
      organizationId: 'org_aurora',
      data: opened.data,
    });
  });

  it.each([
    ['a missing field', { openedAt: undefined }, 'openedAt'],
    ['a mistyped field', { distributionId: 7 }, 'distributionId'],
    ['an unknown field', { colour: 'blue' }, 'colour'],
  ])('takes %s for a defect of the platform', (_, change, path) => {
    const broken = { ...opened, data: { ...opened.data, ...change } } as unknown as PublishedEvent;

    const sealed = sealEvent(broken, seal);

    expect('defect' in sealed && sealed.defect).toContain(path);
  });
});
