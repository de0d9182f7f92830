import type { BareItem, InnerList, Parameters } from './structured-fields.js';

/** Writes the list of covered components with its parameters, as it stands in the signature base (RFC 9421 §2.3). */
export function serializeSignatureParams({ items, parameters }: InnerList): string {
  const components = items.map((item) => bare(item.value) + parametersText(item.parameters));
  return `(${components.join(' ')})${parametersText(parameters)}`;
}

function parametersText(parameters: Parameters): string {
  return [...parameters]
    .map(([key, value]) => (value === true ? `;${key}` : `;${key}=${bare(value)}`))
    .join('');
}

function bare(value: BareItem): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '?1' : '?0';
  if (value instanceof Uint8Array) return `:${Buffer.from(value).toString('base64')}:`;
  return value.token;
}
