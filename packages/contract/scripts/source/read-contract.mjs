import { importSource, modulesBelow } from './load-sources.mjs';
import { docsOf, namedSchemas } from './named-schemas.mjs';

/** Everything of the contract that documents are made of. */
export async function readContract() {
  const [table, root, webhooks, names] = await Promise.all([
    importSource('operations/index.ts'),
    importSource('index.ts'),
    importSource('webhooks/index.ts'),
    namedSchemas(),
  ]);
  const { errorBodySchema, proofAdviceSchema } = await importSource('schemas/errors.ts');
  const { operations, operationList, refusalCodes } = table;
  return {
    rows: operationList,
    groups: groupsOf({ operations, docs: await groupDocs() }),
    refusalCodes,
    facts: root,
    webhooks,
    names,
    errorBodySchema,
    proofAdviceSchema,
  };
}

/** The groups of the table with their sentences, in order: `admin.queues`, and what it is. */
function groupsOf({ operations, docs }) {
  const found = [];
  const walk = (group, path) => {
    const members = Object.entries(group);
    if (members.some(([, member]) => 'id' in member)) {
      found.push({ name: path.join('.'), description: docs.get(group) ?? fromName(path) });
    }
    for (const [name, member] of members) if (!('id' in member)) walk(member, [...path, name]);
  };
  walk(operations, []);
  return found;
}

/** `Slots of appointments.` of `admin.appointments.slots`. */
function fromName(path) {
  const [name, parent] = path
    .toReversed()
    .map((part) => part.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} of ${parent}.`;
}

async function groupDocs() {
  const modules = await modulesBelow('operations');
  return new Map(
    modules.flatMap(({ exports, text }) =>
      [...docsOf(text)].filter(([name]) => name in exports).map(([name, doc]) => [exports[name], doc]),
    ),
  );
}

/** The group of a row: `admin.queues` of `admin.queues.create`. */
export function groupOf({ id }) {
  return id.slice(0, id.lastIndexOf('.'));
}
