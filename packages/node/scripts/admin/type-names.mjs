import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modulesBelow, packageRoot } from '../../../contract/scripts/source/load-sources.mjs';

const entries = { '@fanfare/contract': 'src/index.ts', '@fanfare/contract/admin': 'src/admin.ts' };
const exported = /export (?:type )?\{([^}]*)\}/g;
const idField = /\b(\w+): idParam<(\w+)>\(\)/g;

/**
 * Finds the types that hovers show: of a schema by its identity, of an id by the field that carries it. `source`
 * tells which entry of the contract exports a type.
 */
export async function readTypeNames({ names }) {
  const sources = new Map(
    Object.entries(entries).flatMap(([entry, file]) => exportsOf(file).map((name) => [name, entry])),
  );
  const modules = await modulesBelow('schemas');

  function ofSchema(schema, where) {
    const { type, element } = schema._zod.def;
    const { name } = names.get(schema) ?? {};
    if (name !== undefined && sources.has(name)) return { text: name, used: [name] };
    if (type === 'array') {
      const item = ofSchema(element, where);
      return { ...item, text: `${item.text}[]` };
    }
    const what =
      name === undefined ? 'has no name' : `is called ${name}, which no entry of the contract exports`;
    throw new Error(`${where}: its schema (${type}) ${what}. Export it from schemas/ with a type beside it.`);
  }

  function ofParam(schema, name) {
    const home = modules.find(({ exports }) => Object.values(exports).includes(schema));
    const near = typesOf(home === undefined ? [] : [home], name);
    const type = near.length === 1 ? near : typesOf(modules, name);
    return type.length === 1 && sources.has(type[0])
      ? { text: type[0], used: type }
      : { text: 'string', used: [] };
  }

  return { ofSchema, ofParam, source: (name) => sources.get(name) };
}

function exportsOf(file) {
  const text = readFileSync(join(packageRoot, file), 'utf8');
  return [...text.matchAll(exported)].flatMap(([, list]) =>
    list
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== ''),
  );
}

function typesOf(modules, field) {
  const found = modules.flatMap(({ text }) =>
    [...text.matchAll(idField)].filter(([, name]) => name === field).map(([, , type]) => type),
  );
  return [...new Set(found)];
}
