/** Where the code of the mock went through a long list during a run. */
export async function longWalks(
  { length: least }: { readonly length: number },
  run: () => Promise<unknown>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const undo = [
    ...['values', 'entries', 'keys', 'forEach', Symbol.iterator].flatMap((name) => [
      watch(Map.prototype, name),
      watch(Set.prototype, name),
    ]),
    ...[
      'filter',
      'map',
      'flatMap',
      'find',
      'some',
      'every',
      'sort',
      'entries',
      'forEach',
      Symbol.iterator,
    ].map((name) => watch(Array.prototype, name)),
  ];
  try {
    await run();
  } finally {
    for (const restore of undo) restore();
  }
  return [...found];

  function watch(prototype: object, name: string | symbol): () => void {
    const original = Object.getOwnPropertyDescriptor(prototype, name);
    if (original === undefined) throw new Error(`There is no ${String(name)}.`);
    const walk = original.value as (...args: unknown[]) => unknown; // all that is watched are methods
    const value = function (this: { readonly size?: number; readonly length?: number }, ...args: unknown[]) {
      if ((this.size ?? this.length ?? 0) >= least) note();
      return walk.apply(this, args);
    };
    Object.defineProperty(prototype, name, { ...original, value });
    return () => void Object.defineProperty(prototype, name, original);
  }

  function note(): void {
    const line = new Error().stack?.split('\n').find((frame) => frame.includes('/mock/src/'));
    if (line !== undefined) found.add(line.replace(/^.*\/mock\/src\/|:\d+\)?$/g, ''));
  }
}
