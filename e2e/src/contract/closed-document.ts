import { readFileSync } from 'node:fs';
import type { Document } from 'openapi-backend';

const file = new URL('../../../packages/contract/openapi.json', import.meta.url);

/**
 * Reads the OpenAPI document and closes its answers: clients must live with fields that are not described, a platform that
 * is tested must not send any.
 */
export function closedDocument(): Document {
  const document = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) => closed(value)) as Document;
  return document; // an independent validator says so when it is loaded
}

function closed(value: unknown): unknown {
  const isObjectSchema =
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'object' &&
    'properties' in value;
  // The arms of an `allOf` describe one object together; here that is a refusal, whose second arm names its codes only.
  const isCodes = isObjectSchema && Object.keys(value.properties as object).join() === 'error';
  return isObjectSchema && !isCodes ? { additionalProperties: false, ...value } : value;
}
