import { idPattern, type Route, type Service } from '@fanfare/contract';
import { describeType } from '../options/describe-type.js';
import { notSent } from './not-sent.js';

/** What goes into the address of a call. */
export interface AddressParts {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
}

/**
 * Builds the URL of a call. A parameter that does not look like an id is refused, not escaped: servers and
 * proxies between here and there disagree on what `%2f` and `..` mean.
 *
 * @throws RequestError `invalid_request`, naming the parameter.
 */
export function buildUrl(route: Route, urls: Readonly<Record<Service, string>>, parts: AddressParts): URL {
  const params = parts.params ?? {};
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => idIn(route, params, name));
  const surplus = Object.keys(params).find((name) => !route.path.includes(`{${name}}`));
  if (surplus !== undefined) throw notSent(route.id, `has no parameter "${surplus}"`);
  const url = new URL(urls[route.service] + path);
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    if (value !== undefined) url.searchParams.append(name, queryValue(route, name, value));
  }
  return url;
}

function idIn(route: Route, params: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (typeof value === 'string' && idPattern.test(value)) return value;
  const what = typeof value === 'string' && value !== '' ? 'text of another form' : describeType(value);
  throw notSent(
    route.id,
    `needs an id as "${name}": up to 128 letters, digits, "-" and "_", beginning with a letter or a digit; it got ${what}`,
  );
}

function queryValue(route: Route, name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  throw notSent(
    route.id,
    `takes a text, a finite number or a boolean as "${name}", not ${describeType(value)}`,
  );
}
