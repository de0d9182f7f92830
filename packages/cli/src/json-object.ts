import { UsageError } from './usage-error.js';

/**
 * Reads the JSON object that an option holds; nothing where the option is missing.
 *
 * @throws UsageError where it is none
 */
export function jsonObject(option: string, json: string | undefined): Readonly<Record<string, unknown>> {
  if (json === undefined) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // told below, like every other text that is no object
  }
  throw new UsageError(`${option} must be a JSON object, such as {"times":1}.`);
}
