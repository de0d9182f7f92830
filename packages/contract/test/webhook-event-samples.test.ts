import { withTolerance } from '@fanfare/contract/schemas';
import { webhookEventData, webhookEventSamples, webhookEventTypes } from '@fanfare/contract/webhooks';
import { describe, expect, it } from 'vitest';

describe('H7: the sample of each type of event', () => {
  it.each(webhookEventTypes)('%s is strictly what the contract describes', (type) => {
    const { data, error } = withTolerance(webhookEventData[type], 'strict').safeParse(
      webhookEventSamples[type],
    );

    expect(error?.issues ?? []).toEqual([]);
    expect(data).toEqual(webhookEventSamples[type]);
  });

  it('names nothing that exists: every id says that it is a sample', () => {
    const ids = Object.values(webhookEventSamples)
      .flatMap((data) => Object.entries(data))
      .filter(([name]) => name.endsWith('Id'))
      .map(([, value]) => String(value));

    expect(ids.length).toBeGreaterThan(30);
    expect(ids.filter((id) => !id.endsWith('_sample'))).toEqual([]);
  });
});
