import { redactText } from '../redaction/redact-text.js';

const form = /^[A-Za-z0-9][A-Za-z0-9_.:/+=-]{0,127}$/;

/** Accepts an id that looks like one: it ends up in logs and in messages to support. */
export function readRequestId(value: unknown): string | undefined {
  return typeof value === 'string' && form.test(value) && redactText(value) === value ? value : undefined;
}
