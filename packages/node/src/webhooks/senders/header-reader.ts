import { headerLookup, type WebhookHeaders } from '../delivery-headers.js';
import { WebhookError } from '../webhook-error.js';

/** Reads headers by name, none of which may stand there twice. */
export interface HeaderReader {
  required(name: string): string;
  optional(name: string): string | undefined;
}

/** Starts to read the headers of a delivery. Repeated ones that were joined fail the parse of their value. */
export function headerReader(headers: WebhookHeaders | null | undefined): HeaderReader {
  const lookup = headerLookup(headers);
  const optional = (name: string): string | undefined => {
    const values = lookup(name);
    const [value] = values;
    if (values.length > 1) throw missing(name, 'stands there more than once');
    if (value === undefined || typeof value === 'string') return value;
    throw new WebhookError('webhook_header_malformed', { what: `its header ${name} is not a string` });
  };
  return {
    optional,
    required(name) {
      const value = optional(name);
      if (value === undefined || value === '') throw missing(name, 'is missing');
      return value;
    },
  };
}

function missing(name: string, how: string): WebhookError {
  return new WebhookError('webhook_header_missing', { what: `its header ${name} ${how}` });
}
