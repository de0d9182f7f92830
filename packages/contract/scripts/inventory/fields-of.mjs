/**
 * The names of the fields of a schema, however deep they lie, each with the resource that it stands in.
 *
 * @param document - The OpenAPI document, whose components the schema may point into.
 */
export function fieldsOf(schema, document) {
  const found = new Set();
  const seen = new Set();
  const walk = (part) => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    if (part.$ref !== undefined) walk(resolve(part.$ref, document));
    for (const [name, inner] of Object.entries(part.properties ?? {})) {
      found.add(name);
      walk(inner);
    }
    for (const key of ['items', 'additionalProperties']) walk(part[key]);
    for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) (part[key] ?? []).forEach(walk);
  };
  walk(schema);
  return [...found];
}

function resolve(ref, document) {
  return ref
    .slice(2)
    .split('/')
    .reduce((value, step) => value[step], document);
}
