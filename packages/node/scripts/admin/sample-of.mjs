const ids = {
  consumerId: 'csm_1',
  drawId: 'drw_1',
  organizationId: 'org_1',
  productId: 'prd_1',
  productVariantId: 'var_1',
};

// By the name of the field, where a name says more than a schema; a candidate that does not fit is passed over.
const byName = {
  name: 'First come, first served',
  title: 'The spring collection',
  url: 'https://shop.example/products/1',
  slug: 'spring-collection',
  timeZone: 'Europe/Vienna',
  email: 'ada@shop.example',
  phone: '+43 1 234567',
  fullName: 'Ada Lovelace',
  attribute: 'ltv',
  editor: 'rich-content-v0',
  content: 'The line opens at ten.',
  openAt: '2026-12-01T10:00:00.000Z',
};

const texts = [
  '2026-12-01T10:00:00.000Z',
  'EUR',
  '129.00',
  'https://shop.example',
  'ada@shop.example',
  'AT',
  'en',
  '2026-12-01',
  'spring-2026',
  '1',
  'adm_0123456789abcdef',
];
const numbers = [100, 1, 5, 0];

/** The least that a schema accepts, in words that mean something where the field's name says what it is. */
export function sampleOf(schema, name = '') {
  const { def } = schema._zod;
  switch (def.type) {
    case 'object':
      return sampleObject(def.shape);
    case 'array':
      return [sampleOf(def.element, name.replace(/s$/, ''))];
    case 'optional':
    case 'nullable':
      return sampleOf(def.innerType, name);
    case 'union':
      return sampleOf(def.options[0], name);
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    case 'boolean':
      return true;
    case 'record':
      return {};
    case 'number':
    case 'int':
      return fitting(schema, numbers) ?? 1;
    case 'string':
      return fitting(schema, textsFor(name)) ?? 'x';
    default:
      return {};
  }
}

/** Everything that is required; where nothing is, the first thing, for a change of nothing is no example. */
function sampleObject(shape) {
  const members = Object.entries(shape);
  const required = members.filter(([, member]) => member._zod.def.type !== 'optional');
  const shown = required.length > 0 ? required : members.slice(0, 1);
  return Object.fromEntries(shown.map(([name, member]) => [name, sampleOf(member, name)]));
}

function textsFor(name) {
  const id = /(?:Id|^id)$/.test(name) ? [ids[name] ?? `${name.slice(0, 3)}_1`] : [];
  return [...id, ...(Object.hasOwn(byName, name) ? [byName[name]] : []), 'Spring 2026', ...texts];
}

function fitting(schema, candidates) {
  return candidates.find((candidate) => schema.safeParse(candidate).success);
}
