import { registry, toJSONSchema } from 'zod/mini';

// Ids in requests are alike, whatever they name, and each is made on the spot: their pattern tells them.
const idName = 'Id';
const inDefs = '#/$defs/';
const inComponents = '#/components/schemas/';

/**
 * Makes the writer of JSON Schemas: those with a name are written once and referred to, all others stand where
 * they are used. `components` holds what was referred to so far, and what that refers to.
 */
export function jsonSchemas({ names, facts }) {
  const metadata = registry();
  for (const [schema, { name }] of names) metadata.add(schema, { id: name });
  const descriptions = new Map([...names.values()].map(({ name, description }) => [name, description]));
  const id = {
    type: 'string',
    pattern: facts.idPattern.source,
    description: 'An id, as the platform gave it out.',
  };
  const components = new Map([[idName, id]]);
  const override = overrideFor(facts.idPattern);

  function write(schema) {
    const {
      $schema: _dialect,
      $defs = {},
      ...json
    } = toJSONSchema(schema, {
      metadata,
      io: 'input',
      unrepresentable: 'any',
      override,
    });
    for (const [name, part] of Object.entries($defs)) note(name, part);
    const { name } = names.get(schema) ?? {};
    if (name === undefined) return moved(json);
    note(name, json);
    return { $ref: inComponents + name };
  }

  function note(name, json) {
    const description = descriptions.get(name) ?? json.description;
    const described = description === undefined ? {} : { description };
    if (!components.has(name)) components.set(name, { ...moved(json), ...described });
  }

  return {
    write,
    get components() {
      return Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

/** What a schema says in its own words about a form, and what JSON Schema has no words for. */
function overrideFor(idPattern) {
  return function override({ zodSchema, jsonSchema }) {
    const checks = (zodSchema._zod.def.checks ?? []).map(({ _zod: { def } }) => def);
    if (checks.some(({ pattern }) => pattern === idPattern))
      return become(jsonSchema, { $ref: inComponents + idName });
    // What a browser reads as an address need not be a URI by RFC 3986: braces and umlauts stand as they are.
    if (jsonSchema.format === 'uri') become(jsonSchema, webAddress(jsonSchema));
    const words = checks.flatMap(ownWords);
    if (words.length > 0) jsonSchema.description = words.join('; ');
    // A safe integer is what JSON.parse reads without loss; as bounds they say nothing to anybody else.
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  };
}

function webAddress({ format: _format, ...json }) {
  return { ...json, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://.' };
}

function become(json, other) {
  for (const key of Object.keys(json)) delete json[key];
  Object.assign(json, other);
}

function ownWords({ error, path = [] }) {
  const message = error?.({ input: undefined });
  if (typeof message !== 'string' || !message.startsWith('must ')) return [];
  if (path.length > 0) return [`\`${path.join('.')}\` ${message}`];
  const words = message.replace(/^must be /, '');
  return [words.charAt(0).toUpperCase() + words.slice(1)];
}

function moved(json) {
  return JSON.parse(JSON.stringify(json).replaceAll(`"${inDefs}`, `"${inComponents}`));
}
