/** Some of the fields, each perhaps left out. */
type Given<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };

/** Completes what was given with what holds where nothing was said. */
export function withDefaults<Defaults extends object, Rest extends object>(
  defaults: Defaults,
  given: Given<Defaults> & Rest,
): Defaults & Rest {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) } as Defaults & Rest; // every default is there, or its replacement
}
