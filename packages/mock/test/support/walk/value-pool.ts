import type { Operation } from '@fanfare/contract/operations';
import { cursorKind } from './request-arbitrary.js';
import { distributionKinds, isReference, kindOf, kindOfMember, otherEntities } from './kind-of.js';

/** Values by what they are: `{ queueId: 'queue_1' }`. */
export type Known = Readonly<Record<string, string>>;

/** A value that a platform gave out, and what else was said of it: a variant's product. */
interface Entry {
  readonly value: string;
  readonly context: Known;
}

/** What a value is picked by. */
export interface Choice {
  readonly number: number;
  readonly chosen: Known;
  /** Kinds that the value should lead to: a consumer to the queue that they stand in. @default none */
  readonly wanted?: readonly string[];
}

/** The ids, grants and codes that a platform gave out so far. */
export interface ValuePool {
  add(kind: string, value: string, context?: Known): void;
  /** Takes in an answer, with the parameters of the call that got it. */
  learn(operation: Operation, call: { readonly params: Known; readonly answer: unknown }): void;
  /** Picks a value that goes with what is chosen already, and tells of what is wanted; `undefined` where there is none. */
  pick(kind: string, choice: Choice): Entry | undefined;
  /** Every value that is nobody else's. */
  values(): ReadonlySet<string>;
}

const recent = 10;

/** Creates an empty pool. */
export function createValuePool(): ValuePool {
  const entries = new Map<string, Entry[]>();
  const all = new Set<string>();

  function add(kind: string, value: string, context: Known = {}): void {
    const known = entries.get(kind) ?? [];
    const before = known.find((entry) => entry.value === value);
    entries.set(kind, [
      ...known.filter((entry) => entry !== before),
      { value, context: { ...before?.context, ...context } },
    ]);
    // Both modes of an organization go by one id.
    if (kind !== 'organizationId') all.add(value);
  }

  /**
   * What the things that an entry tells of tell themselves: the experience of a queue that a grant is for. Consumers are
   * left out, for they were everywhere.
   */
  function further(context: Known): Known {
    const found = Object.entries(context)
      .filter(([kind]) => kind !== 'consumerId')
      .map(([kind, value]) => entries.get(kind)?.find((entry) => entry.value === value)?.context);
    return Object.assign({}, ...found) as Known; // of such, or of nothing
  }

  function visit(value: unknown, kind: string, context: Known): void {
    if (Array.isArray(value)) for (const element of value) visit(element, kind, context);
    if (!isRecord(value)) return;
    const own = { ...context };
    for (const [name, member] of Object.entries(value))
      if (typeof member === 'string' && isReference(name)) own[kindOf(name)] = member;
    if (typeof value['id'] === 'string') {
      add(kind, value['id'], own);
      own[kind] = value['id'];
    }
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'string') visit(member, name === 'data' ? kind : kindOfMember(name), own);
      else if (isReference(name)) add(kindOf(name), member, own);
    }
  }

  return {
    add,
    learn(operation, { params, answer }) {
      visit(answer, entityOf(operation), params);
      const cursor = isRecord(answer) && isRecord(answer['pageInfo']) && answer['pageInfo']['endCursor'];
      if (typeof cursor === 'string') add(cursorKind(operation.id), cursor);
    },
    pick(kind, { number, chosen, wanted = [] }) {
      const kinds = kind === 'distributionId' ? distributionKinds : [kind];
      const known = kinds.flatMap((each) => entries.get(each) ?? []);
      const fitting = known.filter(({ context }) => goesWith(context, chosen));
      const telling = fitting.filter(({ context }) =>
        wanted.every((each) => each === kind || knownAs(each, context) !== undefined),
      );
      const close = telling.filter(({ context }) => touches(context, chosen));
      const [candidates = []] = [close, telling, fitting, known].filter((list) => list.length > 0);
      const entry = oneOf(candidates, number);
      return entry && { ...entry, context: { ...further(entry.context), ...entry.context } };
    },
    values: () => all,
  };
}

/** What the things are that a group of operations is about: the last parameter of its paths. */
function entityOf({ id, path }: Operation): string {
  const inPath = path.match(/\{(\w+)\}$/)?.[1];
  if (Object.hasOwn(otherEntities, id)) return otherEntities[id] ?? '';
  return inPath === undefined ? kindOfMember(id.split('.').at(-2) ?? '') : kindOf(inPath);
}

/** Half of the time one of those that came last, for what came first may be over; otherwise any. */
function oneOf(list: readonly Entry[], number: number): Entry | undefined {
  const candidates = number % 2 === 0 ? list : list.slice(-recent);
  return candidates[Math.floor(number / 2) % Math.max(1, candidates.length)];
}

/** Reads a value off what is known, also where a distribution goes by its own name. */
export function knownAs(kind: string, known: Known): string | undefined {
  if (kind !== 'distributionId') return known[kind];
  return distributionKinds.map((each) => known[each]).find((value) => value !== undefined);
}

function touches(context: Known, chosen: Known): boolean {
  return Object.entries(context).some(([kind, value]) => chosen[kind] === value);
}

function goesWith(context: Known, chosen: Known): boolean {
  return Object.entries(context).every(([kind, value]) => (chosen[kind] ?? value) === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
