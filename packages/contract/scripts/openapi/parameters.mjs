const named = {
  // Every call may say it.
  apiVersion: {
    name: 'X-Fanfare-API-Version',
    in: 'header',
    required: false,
    description:
      'The version of the wire that the caller was made for, such as `2026-11`. A newer platform answers so that such a caller understands it, or refuses with `version_unsupported`; a version that is newer than the platform is answered as the platform can.',
    schema: { type: 'string', pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' },
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Names one logical call, over all its attempts: a repeat gets the first answer and takes no second effect.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  fingerprint: {
    name: 'X-Fingerprint',
    in: 'header',
    required: false,
    description:
      'A random id of the device. Nothing is measured for it, and whoever uses the device may reset it.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

export const parameterComponents = named;

/** The parameters of an operation, wherever they travel. */
export function parametersOf(row, { write }) {
  return [
    ...membersOf(row.params, write).map(([name, { schema }]) => ({
      name,
      in: 'path',
      required: true,
      schema,
    })),
    ...membersOf(row.query, write).map(([name, { schema, isRequired }]) => ({
      name,
      in: 'query',
      required: isRequired,
      ...(isList(schema) && { style: 'form', explode: false }),
      schema,
    })),
    { $ref: '#/components/parameters/apiVersion' },
    ...(row.retry === 'header' ? [{ $ref: '#/components/parameters/idempotencyKey' }] : []),
    ...(takesFingerprint(row) ? [{ $ref: '#/components/parameters/fingerprint' }] : []),
  ];
}

/** The members of an object schema with their schemas. */
export function membersOf(schema, write) {
  if (schema === undefined) return [];
  return Object.entries(schema._zod.def.shape).map(([name, member]) => {
    const isRequired = member._zod.def.type !== 'optional';
    return [name, { schema: write(isRequired ? member : member._zod.def.innerType), isRequired }];
  });
}

const isList = ({ type }) => type === 'array';

/** A device is told where a shopper takes a place that others want. */
function takesFingerprint({ service, auth, id }) {
  return service === 'consumer' && auth.flat().includes('consumer') && /\.(enter|bid)$/.test(id);
}
