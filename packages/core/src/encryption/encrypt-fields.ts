import type { EncryptionKeys } from '@fanfare/contract';
import { fieldSensitivity } from '@fanfare/contract/audit';
import { OptionsError, RequestError } from '../errors/error-classes.js';
import { checkOptions } from '../options/check-options.js';
import { encryptValue } from './encrypt-value.js';
import { importEncryptionKey, type EncryptionKey } from './encryption-key.js';

/** For whom fields are encrypted, and which. */
export interface EncryptFieldsOptions {
  /** The platform's keys, as `/.well-known/encryption-keys.json` tells them, or what gets them; the first is used. */
  readonly keys: EncryptionKeys | (() => EncryptionKeys | Promise<EncryptionKeys>);
  /**
   * The paths of the fields, such as `email` or `consumer.phone`; each must be there.
   *
   * @default every field that the contract tags as personal or secret, wherever it stands
   */
  readonly fields?: readonly string[] | undefined;
}

/** A value of which any field may be an encrypted text. */
export type EncryptedFields<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : {
      readonly [Field in keyof Value]: Value[Field] extends string | undefined
        ? Value[Field]
        : EncryptedFields<Value[Field]> | string;
    };

interface Walk {
  readonly picks: (path: string, name: string) => boolean;
  readonly to: () => Promise<EncryptionKey>;
  readonly found: Set<string>;
}

/**
 * Encrypts fields of a body for the platform alone, so that no proxy, log or debugger between here and there reads
 * them: RSA-OAEP-256 and AES-256-GCM, as compact JWE (RFC 7516). Returns a copy, as JSON would write it; the length of
 * a text can be guessed from it.
 *
 * @throws OptionsError `invalid_options`, where there is no usable key or a named field is missing;
 *   RequestError `invalid_request`, where the body cannot be written as JSON, naming the field.
 * @example
 * ```ts
 * import { encryptFields } from '@fanfare/core/encryption';
 *
 * const url = 'https://consumer.fanfare.io/api/.well-known/encryption-keys.json';
 * const body = await encryptFields(
 *   { email: 'ada@example.com', source: 'web' },
 *   { keys: async () => (await fetch(url)).json() },
 * ); // { email: 'eyJ…', source: 'web' }
 * ```
 */
export async function encryptFields<Value extends object>(
  value: Value,
  options: EncryptFieldsOptions,
): Promise<EncryptedFields<Value>> {
  checkOptions(options, ['keys', 'fields'], 'encryptFields');
  const { keys, fields } = options;
  let key: Promise<EncryptionKey> | undefined;
  const load = async (): Promise<EncryptionKey> =>
    importEncryptionKey(typeof keys === 'function' ? await keys() : keys);
  const walk: Walk = {
    picks: (path, name) =>
      fields === undefined ? fieldSensitivity(name) !== 'ordinary' : fields.includes(path),
    to: () => (key ??= load()),
    found: new Set(),
  };
  const copy = await encryptIn(plainCopy(value), '', walk);
  const missing = fields?.find((field) => !walk.found.has(field));
  if (missing !== undefined) {
    throw new OptionsError(
      `fields names "${missing.slice(0, 64)}", which is not in the body: what would have been encrypted there would travel in the clear.`,
    );
  }
  return copy as EncryptedFields<Value>; // the same fields, some of them replaced by texts
}

async function encryptIn(value: unknown, path: string, walk: Walk): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map((entry, index) => encryptIn(entry, join(path, String(index)), walk)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([name, inner]: [string, unknown]) => [
    name,
    await encryptEntry(inner, { name, path: join(path, name), walk }),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as unknown;
}

async function encryptEntry(
  value: unknown,
  { name, path, walk }: { readonly name: string; readonly path: string; readonly walk: Walk },
): Promise<unknown> {
  if (!walk.picks(path, name)) return encryptIn(value, path, walk);
  walk.found.add(path);
  if (value === null) return null; // says only that there is nothing
  return encryptValue(JSON.stringify(value), { field: path, to: await walk.to() });
}

/** Copies a body as JSON would write it: dates as texts, objects as they present themselves, and nothing that goes in circles. */
function plainCopy(body: object): unknown {
  const text = toJson(body);
  if (text !== undefined) return JSON.parse(text) as unknown;
  const [name] =
    Object.entries(body).find(([, inner]) => inner !== undefined && toJson(inner) === undefined) ?? [];
  const what = name === undefined ? 'the body' : `the field ${name.slice(0, 64)}`;
  throw new RequestError(`encryptFields failed: ${what} cannot be written as JSON.`, {
    code: 'invalid_request',
  });
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // what JSON says may quote the value
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
