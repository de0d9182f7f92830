import { jsonSchemas } from '../source/json-schemas.mjs';
import { operationObject } from './operation-object.mjs';
import { parameterComponents } from './parameters.mjs';
import { refusals } from './refusals.mjs';
import { securitySchemes } from './security.mjs';
import { webhookObjects } from './webhook-objects.mjs';

const headers = {
  ApiVersion: {
    description: 'The version of the wire that the platform speaks, such as `2026-11`.',
    schema: { type: 'string' },
  },
  Deprecation: {
    description: 'Since when what was asked for, in the version that was asked, is deprecated (RFC 9745).',
    schema: { type: 'string', pattern: '^@[0-9]+$' },
  },
  Sunset: {
    description: 'From when on it is refused with `version_unsupported` (RFC 8594).',
    schema: { type: 'string' },
  },
  RequestId: { description: 'Names the request, for questions about it.', schema: { type: 'string' } },
  RetryAfter: {
    description: 'When to come back: seconds, or a date (RFC 9110 §10.2.3).',
    schema: { type: ['string', 'integer'] },
  },
  RateLimitLimit: {
    description: 'How many calls the nearest limit takes in its window.',
    schema: { type: 'integer' },
  },
  RateLimitRemaining: { description: 'How many of them are left.', schema: { type: 'integer' } },
  RateLimitReset: {
    description: 'When the limit is whole again: seconds since the epoch, or an ISO 8601 time.',
    schema: { type: ['string', 'integer'] },
  },
};

/** Writes the contract as an OpenAPI 3.1 document. */
export function openApiDocument(contract, { version }) {
  const schemas = jsonSchemas(contract);
  const refused = refusals(contract);
  schemas.write(contract.errorBodySchema);
  const paths = pathsOf(contract, { write: schemas.write, refuse: refused.of });
  const webhooks = webhookObjects(contract, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fanfare',
      version,
      summary:
        'Fair access to scarce things: queues, draws, auctions, timed releases, appointments and waitlists.',
      description: introduction(contract.facts),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: '/',
        description: 'Whatever serves all four services under one address, as the mock platform does.',
      },
    ],
    tags: [
      ...contract.groups,
      { name: 'webhooks', description: "Events on their way to the merchant's endpoints." },
    ],
    paths,
    webhooks,
    components: {
      schemas: schemas.components,
      responses: refused.components,
      parameters: parameterComponents,
      headers,
      securitySchemes: securitySchemes(contract.facts),
    },
  };
}

function pathsOf({ rows, facts }, tools) {
  const paths = {};
  for (const row of rows) {
    const path = facts.servicePath(row.service) + row.path;
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operationObject(row, tools) };
  }
  return paths;
}

function introduction({ serviceUrls, servicePath }) {
  const hosted = Object.entries(serviceUrls).map(
    ([service, url]) => `- \`${servicePath(service)}\` is \`${url}\``,
  );
  return [
    'The four services stand under one address here, because some of their paths are the same. The hosted platform has an address for each:',
    hosted.join('\n'),
    'A request with an unknown field is refused; an answer may have fields that are not described here. Lists in a query are joined by commas.',
    'Every refusal is an `ErrorBody`. The hosted platform writes texts where this document has codes; the reference of the errors lists them.',
  ].join('\n\n');
}
