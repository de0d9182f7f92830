import { refuse } from '../refusal.js';
import { readJson } from './read-json.js';

/** The kinds of values that the control surface takes. */
interface Kinds {
  readonly text: string;
  readonly number: number;
  /** At least 0. */
  readonly amount: number;
  readonly flag: boolean;
  readonly texts: readonly string[];
  readonly object: object;
  readonly objects: readonly object[];
  /** A span of time: milliseconds, or a text such as `15m`. */
  readonly span: number | string;
}

/** The fields of a body, by name. */
export type FieldSpec = Readonly<Record<string, keyof Kinds>>;

/** What a value of each kind must be, in words. */
const words: { readonly [Kind in keyof Kinds]: string } = {
  text: 'a text',
  number: 'a number',
  amount: 'a number of at least 0',
  flag: 'true or false',
  texts: 'a list of texts',
  object: 'an object',
  objects: 'a list of objects',
  span: 'a number of milliseconds, or a text such as "15m"',
};

/** What was read: only fields that are there. */
export type Fields<Spec extends FieldSpec> = { readonly [Name in keyof Spec]?: Kinds[Spec[Name]] };

const fits: { readonly [Kind in keyof Kinds]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  amount: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  flag: (value) => typeof value === 'boolean',
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  objects: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null),
  span: (value) => typeof value === 'string' || typeof value === 'number',
};

/**
 * Reads the body of a control request.
 *
 * @throws {MockRefusal} `validation_error`, naming the first field that is unknown or of the wrong kind.
 */
export async function readFields<const Spec extends FieldSpec>(
  request: Request,
  spec: Spec,
): Promise<Fields<Spec>> {
  return checkFields(await readJson(request), spec);
}

/**
 * Checks the fields of what was read.
 *
 * @throws {MockRefusal} `validation_error`, naming the first field that is unknown or of the wrong kind.
 */
export function checkFields<const Spec extends FieldSpec>(body: unknown, spec: Spec): Fields<Spec> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse('validation_error', `The body must be a JSON object with ${Object.keys(spec).join(', ')}.`);
  }
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (kind === undefined) {
      return refuse(
        'validation_error',
        `"${name}" is not known here; known are ${Object.keys(spec).join(', ')}.`,
      );
    }
    if (!fits[kind](value)) return refuse('validation_error', `"${name}" must be ${words[kind]}.`);
  }
  return body as Fields<Spec>; // every entry was checked against its kind
}
