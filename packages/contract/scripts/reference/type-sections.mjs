import { bounds, shapeText, spaced } from './shape-text.mjs';
import { table } from './words.mjs';

/** Writes every named schema that a page refers to, and those that they refer to: shapes, then texts of a form. */
export function typeSections(texts, components) {
  const names = [...reachable(texts, components)].sort((a, b) => (a < b ? -1 : 1));
  const isForm = (name) => components[name].type === 'string' && components[name].enum === undefined;
  const forms = names.filter(isForm);
  const shapes = names.filter((name) => !isForm(name));
  return [
    '## Types',
    'Written as TypeScript would. `?` may be left out; the comment says what else is asked for.',
    ...shapes.flatMap((name) => typeSection(name, components[name])),
    ...(forms.length === 0
      ? []
      : [
          '## Texts of a form',
          table(
            ['Name', 'What it is', 'Form'],
            forms.map((name) => formRow(name, components[name])),
          ),
        ]),
  ];
}

function typeSection(name, schema) {
  const { description = '', ...shape } = schema;
  return [
    `### type ${name}`,
    description,
    ['```typescript', `type ${name} =${spaced(shapeText(shape))};`, '```'].join('\n'),
  ].filter((part) => part !== '');
}

function formRow(name, { description = '', pattern, format, ...rest }) {
  const form = pattern === undefined || pattern.length > 60 ? (format ?? bounds(rest)) : `\`${pattern}\``;
  return [`<a id="${typeAnchor(name)}"></a>\`${name}\``, description, form];
}

function reachable(schemas, components) {
  const found = new Set();
  const visit = (schema) => {
    for (const [, name] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(components[name]);
    }
  };
  visit(schemas);
  return found;
}

/** The anchor of a type on its page: groups of operations have names like theirs. */
export function typeAnchor(name) {
  return `type-${name.toLowerCase()}`;
}

/** Writes the type of a schema as a link where it has a name. */
export function typeLink(schema) {
  const text = shapeText(schema);
  const name = /\w+$/.exec(schema.$ref ?? '')?.[0];
  if (name !== undefined) return `[\`${name}\`](#${typeAnchor(name)})`;
  const items = schema.type === 'array' ? /\w+$/.exec(schema.items?.$ref ?? '')?.[0] : undefined;
  if (items !== undefined) return `list of [\`${items}\`](#${typeAnchor(items)})`;
  return `\`${text.replaceAll(/\s+/g, ' ')}\``;
}
