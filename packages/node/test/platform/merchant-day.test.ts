import { describe, expect, it } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';

const opening = '2026-12-01T10:00:00.000Z';

describe('A2: a merchant sets a sale up through the Admin service', () => {
  it('from the product to the line, and takes it down again', async () => {
    const { admin } = openMerchant().fanfare;

    const product = await admin.products.upsert({
      name: 'Runner One',
      url: 'https://shop.example/runner-one',
    });
    const size = await admin.variantOptions.create({ name: 'Size' });
    const large = await admin.variantOptions.values.create(size.id, { value: '44' });
    await admin.products.variantOptions.replace(product.id, { variantOptionIds: [size.id] });
    const variant = await admin.products.variants.create(product.id, {
      sku: 'R1-44',
      price: '129.00',
      inventoryQuantity: 12,
      optionAssignments: [{ optionId: size.id, valueId: large.id }],
    });
    const ids = { productId: product.id, variantId: variant.id };
    const experience = await admin.experiences.create({
      name: 'Spring drop',
      timeZone: 'Europe/Vienna',
      products: [{ productId: product.id }],
    });
    const sequence = await admin.sequences.create({ experienceId: experience.id, name: 'Members first' });
    await admin.sequences.products.add(sequence.id, { productId: product.id, weight: 10 });
    const limit = await admin.sequences.orderLimits.create(sequence.id, {
      sequenceId: sequence.id,
      productId: product.id,
      maxQuantity: 2,
    });
    const queue = await admin.queues.create({
      sequenceId: sequence.id,
      name: 'The line',
      admitRate: 60,
      openAt: opening,
    });

    expect((await admin.products.variants.update(ids, { price: '119.00' })).price).toBe('119.00');
    expect(await admin.products.variants.list(product.id)).toMatchObject([{ id: variant.id, sku: 'R1-44' }]);
    expect(await admin.sequences.products.list(sequence.id)).toMatchObject([
      { productId: product.id, weight: 10 },
    ]);
    expect(
      await admin.sequences.orderLimits.get({ sequenceId: sequence.id, orderLimitId: limit.id }),
    ).toMatchObject({ maxQuantity: 2 });
    expect(await admin.queues.list({ sequenceId: sequence.id }).toArray({ limit: 9 })).toEqual([queue]);
    expect(await admin.experiences.get(experience.id)).toMatchObject({
      name: 'Spring drop',
      openAt: opening,
    });

    await admin.sequences.orderLimits.remove({ sequenceId: sequence.id, orderLimitId: limit.id });
    expect(await admin.sequences.orderLimits.list(sequence.id)).toEqual([]);
    expect(await admin.experiences.archive(experience.id)).toMatchObject({ archived: true });
  });

  it('invites an audience of consumers, and no answer tells a verification code', async () => {
    const { admin } = openMerchant().fanfare;

    await admin.consumers.createBatch({
      consumers: [{ email: 'ada@shop.example', fullName: 'Ada Lovelace' }, { email: 'grace@shop.example' }],
    });
    const [ada] = await admin.consumers.list({ search: 'ada@' }).toArray({ limit: 1 });
    const audience = await admin.audiences.create({ name: 'Regulars', type: 'STATIC' });
    await admin.audiences.members.add(audience.id, { consumerIds: [ada?.id ?? ''] });

    expect(ada).toMatchObject({ email: 'ada@shop.example', fullName: 'Ada Lovelace' });
    expect(ada).not.toHaveProperty('verificationCode');
    expect(await admin.audiences.members.list(audience.id).toArray({ limit: 9 })).toMatchObject([
      { consumerId: ada?.id },
    ]);
    expect(await admin.consumers.audiences(ada?.id ?? '')).toMatchObject([{ audienceId: audience.id }]);
    expect(await admin.audiences.count(audience.id)).toMatchObject({ count: 1 });
  });
});
