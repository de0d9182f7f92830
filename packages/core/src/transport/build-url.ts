import { idPattern, type Route, type Service } from '@fanfare/contract';
import { describeType } from '../options/describe-type.js';
import { notSent } from './not-sent.js';

/** A value of a query; a list is joined by commas. */
export type QueryValue = string | number | boolean;

/** The query of a call; what is `undefined` is left out. */
export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;

/** What goes into the address of a call. */
export interface AddressParts {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Query | undefined;
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
    if (value !== undefined) url.searchParams.append(name, queryText(route, name, value));
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

function queryText(route: Route, name: string, value: unknown): string {
  if (!Array.isArray(value)) return queryValue(route, name, value);
  const texts = value.map((entry: unknown) => queryValue(route, name, entry));
  // An empty list would arrive as no filter at all, and a comma as two entries.
  if (texts.length > 0 && !texts.some((text) => text.includes(','))) return texts.join(',');
  throw notSent(route.id, `takes a list of at least one entry, without commas in any, as "${name}"`);
}

function queryValue(route: Route, name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  throw notSent(
    route.id,
    `takes a text, a finite number or a boolean as "${name}", not ${describeType(value)}`,
  );
}
