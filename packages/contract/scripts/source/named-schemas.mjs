import { modulesBelow } from './load-sources.mjs';

const declaration =
  /(?:\/\*\* ((?:(?!\*\/)[^])*?) \*\/\n)?export (?:interface|type) (\w+)(?: extends|\s*=)\s+z\.infer<typeof (\w+)>/g;
const documented = /\/\*\* ((?:(?!\*\/)[^])*?) \*\/\nexport const (\w+)/g;

/**
 * Finds the schemas that have a name: `fooSchema`, whose type `Foo` stands beside it, and the shapes that all of
 * them are built of. The sentence above the type, or above the shape, is what they are described with.
 */
export async function namedSchemas() {
  const named = new Map();
  for (const module of await modulesBelow('schemas')) {
    const types = typesOf(module.text);
    for (const [constant, schema] of Object.entries(module.exports)) {
      // What a module only passes on is named where it is made.
      if (schema?._zod === undefined || !module.text.includes(`export const ${constant}`)) continue;
      const isShape = module.path === 'schemas/shapes.ts';
      // A number needs no name to be read.
      if (isShape && schema._zod.def.type !== 'string') continue;
      const fact = isShape ? shape(constant, module.text) : types.get(constant);
      named.set(schema, fact ?? { name: capitalised(constant.replace(/Schema$/, '')) });
    }
  }
  refuseDoubles([...named.values()].map(({ name }) => name));
  return named;
}

function typesOf(text) {
  return new Map(
    [...text.matchAll(declaration)].map(([, doc, name, constant]) => [
      constant,
      { name, description: plain(doc) },
    ]),
  );
}

function shape(constant, text) {
  const found = [...text.matchAll(documented)].find(([, , name]) => name === constant);
  return { name: capitalised(constant), description: plain(found?.[1]) };
}

/** Writes a doc comment as one line. */
export function plain(comment) {
  return comment?.replaceAll(/\s*\n \* ?/g, ' ').trim();
}

/** The doc comments of the exported constants of a module, by name. */
export function docsOf(text) {
  return new Map([...text.matchAll(documented)].map(([, comment, name]) => [name, plain(comment)]));
}

function capitalised(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function refuseDoubles(names) {
  const doubles = names.filter((name, index) => names.indexOf(name) !== index);
  if (doubles.length > 0) throw new Error(`Two schemas have the name ${doubles.join(', ')}.`);
}
