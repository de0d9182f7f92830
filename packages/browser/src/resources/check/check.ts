/** Looks at a value: answers with the path of the first thing that does not fit, or `null` where all fits. */
export type Check = (value: unknown, path: string) => string | null;

/** Builds a check from a yes-or-no question. */
export function when(fits: (value: unknown) => boolean): Check {
  return (value, path) => (fits(value) ? null : path);
}

/** Accepts a string of bounded length. */
export function text(min: number = 0, max: number = Infinity): Check {
  return when((value) => typeof value === 'string' && value.length >= min && value.length <= max);
}

/** Accepts what may be missing. */
export function optional(inner: Check): Check {
  return (value, path) => (value === undefined ? null : inner(value, path));
}

/** Accepts what may be missing or `null`. */
export function nullish(inner: Check): Check {
  return (value, path) => (value === undefined || value === null ? null : inner(value, path));
}

/** Accepts an array whose members fit. */
export function list(inner: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return path;
    return firstMisfit(
      value.map((member, index) => [String(index), member, inner]),
      path,
    );
  };
}

/** Accepts an object whose named members fit; what it does not name passes, so that a newer server may add. */
export function object(members: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return path;
    return firstMisfit(
      Object.entries(members).map(([key, check]) => [key, value[key], check]),
      path,
    );
  };
}

/** Accepts an object that fits the arm which `key` names; an arm that is not known passes untouched. */
export function union(key: string, arms: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return path;
    const name = value[key];
    if (typeof name !== 'string') return below(path, key);
    const arm = Object.hasOwn(arms, name) ? arms[name] : undefined;
    return arm === undefined ? null : arm(value, path);
  };
}

/** Tells whether a value is an object with members, which an array is not. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstMisfit(members: readonly (readonly [string, unknown, Check])[], path: string): string | null {
  for (const [key, value, check] of members) {
    const misfit = check(value, below(path, key));
    if (misfit !== null) return misfit;
  }
  return null;
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
