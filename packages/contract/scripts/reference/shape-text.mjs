/** Writes a JSON Schema the way TypeScript would, with what else is asked for in a comment. */
export function shapeText(schema, indent = '') {
  if (schema.$ref !== undefined) return nameOf(schema);
  const arms = schema.anyOf ?? schema.oneOf;
  if (arms !== undefined) return unionText(arms, indent);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return joined(schema.enum.map(literal), indent);
  if (Array.isArray(schema.type)) return schema.type.map(scalar).join(' | ');
  if (schema.type === 'array') return listText(schema, indent);
  if (schema.type === 'object') return objectText(schema, indent);
  return schema.type === undefined ? 'unknown' : scalar(schema.type);
}

/** The name of a schema that is referred to. */
export function nameOf({ $ref }) {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

/** Says what a schema asks for beyond its type: `1 to 200 characters`. */
export function bounds(schema) {
  if (schema.description !== undefined && schema.$ref === undefined) return firstSmall(schema.description);
  const inner = [...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])];
  // That is how an id looks in an answer: opaque, only present.
  if (schema.minLength === 1 && schema.maxLength === 256) return '';
  const own = [
    schema.type === 'integer' ? 'whole' : '',
    range(schema.minLength, schema.maxLength, 'characters'),
    range(schema.minItems, schema.maxItems, 'entries'),
    range(schema.minimum, schema.maximum, ''),
    schema.exclusiveMinimum === undefined ? '' : `more than ${schema.exclusiveMinimum}`,
  ];
  return [...own, ...inner.map(bounds)].filter((text) => text !== '').join(', ');
}

function range(min, max, unit) {
  if (min === undefined && max === undefined) return '';
  const ends =
    min === undefined
      ? `at most ${max}`
      : max === undefined
        ? `at least ${min}`
        : min === max
          ? `${min}`
          : `${min} to ${max}`;
  return `${ends} ${unit}`.trim();
}

function objectText({ properties = {}, required = [], additionalProperties }, indent) {
  const names = Object.keys(properties);
  const rest = typeof additionalProperties === 'object' ? shapeText(additionalProperties, indent) : undefined;
  if (names.length === 0) return `Record<string, ${rest ?? 'unknown'}>`;
  const deeper = `${indent}  `;
  const lines = names.map((name) => {
    const schema = properties[name];
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    return member(`${deeper}${key}${required.includes(name) ? '' : '?'}`, { schema, indent: deeper });
  });
  return ['{', ...lines, `${indent}}`].join('\n');
}

/** Writes one property; what is said of it stands above where it takes several lines. */
function member(name, { schema, indent }) {
  const text = shapeText(schema, indent);
  const said = bounds(schema);
  const line = `${name}:${spaced(text)};`;
  if (said === '') return line;
  return text.includes('\n') || said.length > widest ? `${indent}// ${said}\n${line}` : `${line} // ${said}`;
}

/** What stands behind a colon or an equals sign: a union of several lines begins on its own. */
export function spaced(text) {
  return text.startsWith('\n') ? text : ` ${text}`;
}

function unionText(arms, indent) {
  return joined(
    arms.map((arm) => shapeText(arm, `${indent}    `)),
    indent,
  );
}

const widest = 90;

/** Joins the arms of a union: in one line where they are short, otherwise each on its own. */
function joined(arms, indent) {
  const line = arms.join(' | ');
  if (!line.includes('\n') && line.length <= widest) return line;
  return arms.map((arm) => `\n${indent}  | ${arm}`).join('');
}

function listText({ items = {} }, indent) {
  const element = shapeText(items, indent);
  return /^[^{]*\|/.test(element) ? `(${element})[]` : `${element}[]`;
}

function scalar(type) {
  return type === 'integer' ? 'number' : type;
}

function literal(value) {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

function firstSmall(text) {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
}
