import type { PressFields } from '../experience/press.js';

/** Reads what was typed or chosen in a form. */
export function fieldsOf(form: HTMLFormElement): PressFields {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  return fields;
}
