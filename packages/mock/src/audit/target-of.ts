import { idPattern } from '@fanfare/contract';
import type { AuditTarget } from '@fanfare/contract/admin';
import type { Operation } from '@fanfare/contract/operations';

/** What is known of a call and of its answer. */
export interface CallParts {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly answer: unknown;
}

/** Tells what a call was about: the last thing that its path names, what it made, or a consumer. */
export function targetOf({ id, path }: Operation, { params, body, answer }: CallParts): AuditTarget | null {
  const name = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
  const inPath = name === undefined ? undefined : params[name];
  // What is no id may be anything, such as somebody's address.
  if (name !== undefined && inPath !== undefined) {
    return idPattern.test(inPath) ? { type: typeOf(name), id: inPath } : null;
  }
  const type = resourceOf(id);
  const own = text(read(answer, 'session'), 'consumerId') ?? text(answer, 'consumerId');
  if (own !== undefined && (type === 'consumer' || type === 'auth')) return { type: 'consumer', id: own };
  const made = text(answer, 'id') ?? text(answer, 'orderId') ?? text(body, 'orderId');
  if (made !== undefined) return { type, id: made };
  const consumerId = text(body, 'consumerId') ?? own;
  return consumerId === undefined ? null : { type: 'consumer', id: consumerId };
}

/** What a parameter of a path names: `queueId` is the id of a `queue`. The names are those of the contract. */
function typeOf(name: string): string {
  return name.replace(/Id$/, '');
}

/** The singular of the resource that an operation belongs to. */
function resourceOf(id: string): string {
  const resource = id.split('.').at(-2) ?? id;
  return resource.replace(/ies$/, 'y').replace(/s$/, '');
}

function text(value: unknown, name: string): string | undefined {
  const found = read(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function read(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name]; // an object, and the member is its own
}
