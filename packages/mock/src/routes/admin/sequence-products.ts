import type { MockContext } from '../../context.js';
import { sequenceProductOf } from '../../experiences/describe-sequence-product.js';
import { findOpenSequence, findSequence } from '../../experiences/find-experience.js';
import { guardOffered } from '../../experiences/guard-offered.js';
import { guardProducts, type NamedProduct } from '../../experiences/guard-products.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import type { SequenceRow } from '../../state/experience-rows.js';
import { createExperienceTree } from '../../state/experience-tree.js';
import { createSequenceProducts, type SequenceProductRow } from '../../state/sequence-products.js';

/** The operations of this resource. */
type SequenceProductOperation =
  `admin.sequences.products.${'list' | 'add' | 'replace' | 'get' | 'update' | 'remove'}`;

/** The products that a sequence carries. */
export const adminSequenceProductHandlers: HandlersOf<SequenceProductOperation> = {
  'admin.sequences.products.list': ({ context, principal: { tenant }, params }) =>
    listOf(context, findSequence(context, { tenant, ...params })),

  'admin.sequences.products.add': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const sequence = findOpenSequence(context, { tenant, ...params });
    guardCarried(context, sequence, [body]);
    const { find, table } = context.use(createSequenceProducts);
    if (find(sequence, body.productId) !== undefined) {
      refuse('conflict', 'The sequence carries this product already.');
    }
    const row = table.insert(tenant, { sequenceId: sequence.id, ...body }, { by });
    return sequenceProductOf(context, row);
  },

  'admin.sequences.products.replace': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const sequence = findOpenSequence(context, { tenant, ...params });
    const wanted = body.sequenceProducts;
    guardCarried(context, sequence, wanted);
    const { of, find, table } = context.use(createSequenceProducts);
    for (const row of of(sequence)) {
      if (wanted.every(({ productId }) => productId !== row.productId)) table.archive(row, by);
    }
    for (const { productId, weight } of wanted) {
      const row = find(sequence, productId);
      if (row === undefined) table.insert(tenant, { sequenceId: sequence.id, productId, weight }, { by });
      else table.update(row, { weight }, by);
    }
    return listOf(context, sequence);
  },

  'admin.sequences.products.get': ({ context, principal: { tenant }, params }) => {
    const sequence = findSequence(context, { tenant, ...params });
    return sequenceProductOf(context, rowOf(context, { sequence, ...params }));
  },

  'admin.sequences.products.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const sequence = findOpenSequence(context, { tenant, ...params });
    const row = rowOf(context, { sequence, ...params });
    context.use(createSequenceProducts).table.update(row, body, by);
    return sequenceProductOf(context, row);
  },

  'admin.sequences.products.remove': ({ context, principal: { tenant, keyId: by }, params }) => {
    const sequence = findOpenSequence(context, { tenant, ...params });
    const row = rowOf(context, { sequence, ...params });
    context.use(createSequenceProducts).table.archive(row, by);
    return sequenceProductOf(context, row);
  },
};

/** @throws {MockRefusal} `not_found` for a product that is not there, or that the experience does not offer. */
function guardCarried(
  context: MockContext,
  { tenant, id }: SequenceRow,
  carried: readonly NamedProduct[],
): void {
  guardProducts(context, tenant, carried);
  const tree = context.use(createExperienceTree);
  const experience = tree.experienceOf(tenant, id);
  guardOffered(carried, experience === undefined ? [] : tree.productsOf(experience));
}

function listOf(context: MockContext, sequence: SequenceRow): ReturnType<typeof sequenceProductOf>[] {
  return context
    .use(createSequenceProducts)
    .of(sequence)
    .map((row) => sequenceProductOf(context, row));
}

function rowOf(
  context: MockContext,
  { sequence, productId }: { readonly sequence: SequenceRow; readonly productId: string },
): SequenceProductRow {
  const row = context.use(createSequenceProducts).find(sequence, productId);
  return row ?? refuse('not_found', 'The sequence carries no such product.');
}
