import { fieldsOf } from './fields-of.mjs';
import { ordinaryFields } from './ordinary-fields.mjs';

/** What a request carries that only its place tells from a harmless field of the same name. */
const secretInRequests = new Set(['code']);
const pageCredentials = ['publishableKey', 'consumerToken'];

/**
 * Collects, for every operation, which fields go out and come back, with their sensitivity.
 *
 * @throws where a field is tagged nowhere: it would be in no inventory.
 */
export function readInventory(document, { fieldSensitivity }) {
  const untagged = new Map();
  const tagged = (names, operation, isRequest) =>
    names.flatMap((name) => {
      const resource = operation.split('.').at(-2) ?? '';
      const sensitivity =
        isRequest && secretInRequests.has(name) ? 'secret' : fieldSensitivity(name, resource);
      if (sensitivity === 'ordinary' && !ordinaryFields.has(name))
        untagged.set(name, `${name} (${operation})`);
      return sensitivity === 'ordinary' ? [] : [{ name, sensitivity }];
    });
  const content = (carrier) =>
    Object.values(carrier?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema, document));
  const operations = Object.values(document.paths).flatMap((item) =>
    Object.values(item)
      .filter(({ operationId }) => operationId !== undefined)
      .map((row) => {
        const id = row.operationId;
        const query = (row.parameters ?? []).filter((parameter) => parameter.in === 'query');
        const answers = Object.entries(row.responses).filter(([status]) => status.startsWith('2'));
        return {
          id,
          isForPages: isForPages(row),
          sent: tagged([...query.map(({ name }) => name), ...content(row.requestBody)], id, true),
          received: tagged(
            answers.flatMap(([, answer]) => content(answer)),
            id,
            false,
          ),
        };
      }),
  );
  const webhooks = Object.entries(document.webhooks ?? {}).map(([type, item]) => ({
    id: type,
    received: tagged(
      Object.values(item).flatMap(({ requestBody }) => content(requestBody)),
      type,
      false,
    ),
  }));
  if (untagged.size > 0) {
    throw new Error(
      `These fields are tagged nowhere: ${[...untagged.values()].sort((one, other) => (one < other ? -1 : 1)).join(', ')}. Name each in src/audit/field-sensitivity.ts, if it tells of a person or is a secret, or in scripts/inventory/ordinary-fields.mjs.`,
    );
  }
  return { operations, webhooks };
}

/** Whether some way to call an operation needs nothing that a page must not have. */
function isForPages({ security }) {
  return (security ?? [{}]).some((way) => Object.keys(way).every((name) => pageCredentials.includes(name)));
}

/** The fields of a list of operations, each with the operations that carry it, by name. */
export function byField(rows, side) {
  const found = new Map();
  for (const row of rows) {
    for (const { name, sensitivity } of row[side]) {
      const entry = found.get(name) ?? { name, sensitivity, operations: new Set() };
      entry.operations.add(row.id);
      found.set(name, entry);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
