import { groupOf } from '../source/read-contract.mjs';
import { parametersOf } from './parameters.mjs';
import { securityOf } from './security.mjs';

const stabilities = {
  published: 'Documented by the platform.',
  inferred: 'The platform has it; its exact shape is our reading.',
  extension: 'An addition of this contract: the mock platform has it, a hosted one may not yet.',
};

/** Describes one operation. */
export function operationObject(row, { write, refuse }) {
  const parameters = parametersOf(row, { write });
  return {
    operationId: row.id,
    tags: [groupOf(row)],
    summary: row.summary,
    description: [row.description, stabilities[row.stability]]
      .filter((text) => text !== undefined)
      .join('\n\n'),
    security: securityOf(row),
    ...(parameters.length > 0 && { parameters }),
    ...(row.body !== undefined && { requestBody: { required: true, content: json(write(row.body)) } }),
    responses: { ...success(row, write), ...refuse(row) },
    'x-retry': row.retry,
    'x-stability': row.stability,
  };
}

function success({ response, events }, write) {
  const headers = {
    'X-Request-Id': { $ref: '#/components/headers/RequestId' },
    'X-Fanfare-API-Version': { $ref: '#/components/headers/ApiVersion' },
    Deprecation: { $ref: '#/components/headers/Deprecation' },
    Sunset: { $ref: '#/components/headers/Sunset' },
  };
  if (events !== undefined)
    return { 200: { description: streamed, headers, content: stream(write(events)) } };
  if (response === undefined) return { 204: { description: 'Done.', headers } };
  return { 200: { description: 'What was asked for.', headers, content: json(write(response)) } };
}

const streamed =
  'A stream of server-sent events. The schema is that of one: `event` is its name, `data` is its data, written as JSON.';

function stream(schema) {
  return { 'text/event-stream': { schema } };
}

function json(schema) {
  return { 'application/json': { schema } };
}
