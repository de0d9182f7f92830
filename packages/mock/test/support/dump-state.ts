import { Session } from 'node:inspector';

/** A text that was found, and how to get there. */
export interface FoundText {
  readonly path: string;
  readonly text: string;
}

type Collected = Map<string, unknown>;

/**
 * Collects every text that can be reached from a value: through objects, maps, sets and bytes, and through what
 * functions have closed over, which only the debugger sees. Nothing that a part keeps can hide from it.
 */
export function dumpState(root: object): readonly FoundText[] {
  const scopes = openScopes();
  const seen = new WeakSet<object>(builtIns());
  const found: FoundText[] = [];
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value: root, path: '' }];

  function follow(value: unknown, path: string): void {
    if (typeof value === 'string') found.push({ path, text: value });
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
      return;
    seen.add(value);
    waiting.push({ value, path });
  }

  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (ArrayBuffer.isView(value)) {
      follow(
        Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8'),
        `${path}(bytes)`,
      );
      continue;
    }
    if (isForeign(value)) continue;
    if (value instanceof Map)
      for (const [key, part] of value) {
        follow(key, `${path}(key)`);
        follow(part, `${path}[${labelOf(key)}]`);
      }
    else if (value instanceof Set) for (const part of value) follow(part, `${path}(member)`);
    for (const [name, part] of membersOf(value)) follow(part, `${path}.${name}`);
    if (typeof value === 'function')
      for (const [name, part] of scopes.of(value)) follow(part, `${path}→${name}`);
  }
  scopes.close();
  return found;
}

function labelOf(key: unknown): string {
  return typeof key === 'function' ? key.name : String(key);
}

/** What is of the contract's schemas, of the test framework and of Node holds no state of ours. */
function isForeign(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return '_zod' in value || value instanceof Promise || value === globalThis || value === process;
}

/** Everything that the language and Node bring along. */
function builtIns(): object[] {
  const values = Object.values(Object.getOwnPropertyDescriptors(globalThis)).map(
    ({ value }) => value as unknown,
  );
  const objects = values.filter((value) => typeof value === 'object' || typeof value === 'function');
  return objects.flatMap((value) => {
    const prototype = (value as { prototype?: unknown } | null)?.prototype;
    return [value, prototype].filter(
      (each) => typeof each === 'function' || (typeof each === 'object' && each !== null),
    );
  }) as object[]; // filtered above
}

function membersOf(value: unknown): Collected {
  const members: Collected = new Map();
  if (typeof value !== 'object' && typeof value !== 'function') return members;
  for (const [name, { value: part }] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    members.set(name, part);
  return members;
}

/** Reads the variables that functions have closed over; those of modules and of the world around them are nobody's state. */
function openScopes(): { of(value: unknown): Collected; close(): void } {
  const session = new Session();
  session.connect();
  const hand = globalThis as { handed?: unknown }; // where the debugger and this function meet
  const post = <Answer>(method: string, parameters: object): Answer => {
    let answer: unknown;
    session.post(method, parameters, (error, result) => {
      if (error !== null) throw new Error(`${method}: ${error.message}`);
      answer = result;
    });
    return answer as Answer; // the protocol of V8 says what each method answers
  };
  const propertiesOf = (objectId: string): Properties =>
    post('Runtime.getProperties', { objectId, ownProperties: true });

  function variablesOf(scopeId: string): Collected {
    const variables: Collected = new Map();
    for (const { name, value } of propertiesOf(scopeId).result) {
      if (name.startsWith('__vi')) continue; // what a module imports is reached where it is used
      if (value?.objectId === undefined) variables.set(name, value?.value);
      else {
        const functionDeclaration = 'function () { globalThis.handed = this; }';
        post('Runtime.callFunctionOn', { objectId: value.objectId, functionDeclaration });
        variables.set(name, hand.handed);
      }
    }
    return variables;
  }

  return {
    of(value) {
      hand.handed = value;
      const { result } = post<{ result: { objectId: string } }>('Runtime.evaluate', {
        expression: 'globalThis.handed',
        objectGroup: 'dump',
      });
      const { internalProperties = [] } = propertiesOf(result.objectId);
      const list = internalProperties.find(({ name }) => name === '[[Scopes]]')?.value?.objectId;
      const scopes = list === undefined ? [] : propertiesOf(list).result;
      return new Map(
        scopes
          .filter(({ value: scope }) => /^(Closure|Block|Catch|With Block)/.test(scope?.description ?? ''))
          .flatMap(({ value: scope }) => [...variablesOf(scope?.objectId ?? '')]),
      );
    },
    close() {
      delete hand.handed;
      session.disconnect();
    },
  };
}

interface Property {
  readonly name: string;
  readonly value?: { readonly objectId?: string; readonly value?: unknown; readonly description?: string };
}

interface Properties {
  readonly result: readonly Property[];
  readonly internalProperties?: readonly Property[];
}
