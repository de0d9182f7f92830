import { idPattern, roleSets } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import * as fc from 'fast-check';
import {
  arbitraryFromSchema,
  factsOf,
  type Choose,
} from '../../../../contract/test/support/arbitrary-from-schema.js';
import { kindOf } from './kind-of.js';

/** The parts of a request. Blanks stand where a value of the platform belongs. */
export interface RequestParts {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What makes the requests of one tenant its own. */
export interface RequestArbitraryOptions {
  /** Stands in every free text, so that it can be found where it does not belong. */
  readonly canary: string;
  /** Milliseconds since the epoch; times in requests lie around it. */
  readonly now: number;
  readonly currencyCode: string;
}

/** The addresses that shoppers sign in with. */
export const addresses = ['ada@example.com', 'bob@example.com', 'cyd@example.com'] as const;

/** The kind of the keys that tell one call from another. */
export const keyKind = 'idempotencyKey';

const blank = /^blank_(\w+?)_(\d+)$/;
const given = new Set(['grant', 'refreshToken', 'exchangeCode', 'fileId', keyKind]);
const minute = 60_000;
const twoDays = 2 * 24 * 60;

/** What belongs in a blank, and a number to choose by. */
export interface Blank {
  readonly kind: string;
  readonly number: number;
}

/** Reads a blank. */
export function readBlank(text: string): Blank | undefined {
  const [, kind, number] = blank.exec(text) ?? [];
  return kind === undefined ? undefined : { kind, number: Number(number) };
}

/** Builds an arbitrary of requests of the right form. */
export function requestArbitrary(
  operation: Operation,
  options: RequestArbitraryOptions,
): fc.Arbitrary<RequestParts> {
  const choose = chooseFor(operation, options);
  const part = (schema: Operation['body']): fc.Arbitrary<unknown> =>
    schema === undefined ? fc.constant({}) : arbitraryFromSchema(schema, { choose, fullness: 1 });
  return fc
    .record({ params: part(operation.params), query: part(operation.query), body: part(operation.body) })
    .map(({ body, ...parts }) => {
      const { params, query } = parts as RequestParts; // parameters and queries are described by objects
      return { params, query: oneWay(query), ...(operation.body !== undefined && { body }) };
    });
}

function chooseFor({ id }: Operation, { canary, now, currencyCode }: RequestArbitraryOptions): Choose {
  const time = ({ min, max }: { min: number; max: number }): fc.Arbitrary<string> =>
    fc.integer({ min, max }).map((minutes) => new Date(now + minutes * minute).toISOString());
  const blankOf = (kind: string): fc.Arbitrary<string> =>
    fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }).map((number) => `blank_${kind}_${number}`);

  return (schema, name) => {
    const { pattern, format, min = 0, max = Infinity } = factsOf(schema);
    const kind = kindOf(name, id);
    if (isCursor(name)) return blankOf(cursorKind(id));
    if (pattern === idPattern || given.has(kind)) return blankOf(kind);
    if (format === 'datetime') return time(timeRange(name));
    if (name.endsWith('Date') && format !== undefined)
      return time(timeRange(name)).map((text) => text.slice(0, 10));
    if (format === 'email') return fc.constantFrom(...addresses);
    if (name.endsWith('Seconds')) return fc.integer({ min: Math.max(min, 300), max: Math.min(max, 3600) });
    if (isMoney(pattern)) return fc.integer({ min: 1, max: name === 'amount' ? 900 : 90 }).map(String);
    if (name === 'url' && id.startsWith('admin.webhooks.'))
      return fc.constant('https://shop.aurora.com/hooks');
    if (name === 'role') return fc.constantFrom(...Object.keys(roleSets.team));
    if (name === 'currencyCode') return fc.constant(currencyCode);
    if (name === 'role') return fc.constantFrom(...Object.keys(roleSets.team));
    if (/timezone$/i.test(name)) return fc.constantFrom('Europe/Berlin', 'UTC');
    const isFree = schema._zod.def.type === 'string' && format === undefined && pattern === undefined;
    const room = canary.length + 4;
    return isFree && min <= room && max >= room
      ? fc.nat(999).map((number) => `${canary} ${number}`)
      : undefined;
  };
}

/** Most of what begins has begun, and most of what ends has not ended. */
function timeRange(name: string): { min: number; max: number } {
  if (/^(open|start|from)/.test(name)) return { min: -twoDays, max: 120 };
  if (/^(close|end|to|settle)/.test(name)) return { min: 180, max: twoDays };
  return { min: -twoDays, max: twoDays };
}

/** Tells the form of an amount, which takes a price and no telephone number. */
function isMoney(form: RegExp | undefined): boolean {
  return form?.test('1.50') === true && !form.test('+1.50');
}

function isCursor(name: string): boolean {
  return /^(after|before|cursor)$/.test(name);
}

/** A cursor belongs to one list. */
export function cursorKind(operation: string): string {
  return `cursor_${operation.replaceAll('.', '_')}`;
}

/** A page is read in one direction. */
function oneWay({ first, after, last, before, ...rest }: Query): Query {
  const forwards = { ...(first !== undefined && { first }), ...(after !== undefined && { after }) };
  const backwards = { ...(last !== undefined && { last }), ...(before !== undefined && { before }) };
  return { ...rest, ...(Object.keys(forwards).length > 0 ? forwards : backwards) };
}

type Query = RequestParts['query'];
