import { describeType, OptionsError } from '@fanfare/core/base';

type TypeName = 'boolean' | 'string' | 'function' | 'object';

/** Refuses an option whose value is not of a type; `undefined` passes, for that means "not given". */
export function checkType(given: { readonly [option: string]: unknown }, type: TypeName): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined || (typeof value === type && value !== null && value !== '')) continue;
    const article = type === 'object' ? 'an' : 'a';
    throw new OptionsError(`${option} must be ${article} ${type}, not ${describeType(value)}.`);
  }
}

/** Refuses an option whose value lacks one of the methods that will be called; `undefined` passes. */
export function checkMethods(
  given: { readonly [option: string]: unknown },
  methods: readonly string[],
): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined || methods.every((name) => hasMethod(value, name))) continue;
    const got = typeof value === 'object' && value !== null ? 'an object without them' : describeType(value);
    throw new OptionsError(`${option} must have the methods ${methods.join(', ')}, not be ${got}.`);
  }
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof (value as Readonly<Record<string, unknown>> | null)?.[name] === 'function'; // any value but null has properties
}

/** Refuses an option that is not a clock; `undefined` passes. */
export function checkClock(clock: unknown): void {
  checkMethods({ clock }, ['now', 'setTimeout']);
}

/** Refuses an option whose value is not in a short list; `undefined` passes. */
export function checkChoice(given: { readonly [option: string]: unknown }, choices: readonly string[]): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined || choices.some((choice) => choice === value)) continue;
    const got = typeof value === 'string' ? 'another string' : describeType(value);
    throw new OptionsError(`${option} must be "${choices.join('" or "')}", not ${got}.`);
  }
}

/** Refuses an option that is not a whole number in a range; `undefined` passes. */
export function checkWhole(
  given: { readonly [option: string]: unknown },
  range: { readonly min: number; readonly max?: number },
): void {
  const { min, max = Number.MAX_SAFE_INTEGER } = range;
  const words = range.max === undefined ? `from ${min} up` : `from ${min} to ${max}`;
  for (const [option, value] of Object.entries(given)) {
    if (
      value === undefined ||
      (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max)
    )
      continue;
    const got = typeof value === 'number' ? 'another number' : describeType(value);
    throw new OptionsError(`${option} must be a whole number ${words}, not ${got}.`);
  }
}
