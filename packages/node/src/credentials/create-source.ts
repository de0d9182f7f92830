import { describeType, OptionsError, redactText, singleFlight } from '@fanfare/core/base';

/** Where something secret comes from. */
export interface Source<Value> {
  /** Returns it; asks the provider the first time only. */
  read(): Promise<Value>;
  /** Asks the provider for a successor, unless somebody did already. What is fixed stays what it is. */
  replace(spent: Value): Promise<Value>;
  /** Whether asking again can yield another one. */
  readonly reloadable: boolean;
}

/** What a source is made of. */
export interface SourceOptions<Value> {
  /** As the option is called. */
  readonly name: string;
  /** Makes of what was given what is used. Throws where it is wrong. */
  readonly check: (given: unknown) => Value | Promise<Value>;
}

/**
 * Creates a source of a value or of a provider of values. A fixed value is checked at once, that of a provider
 * when it is read.
 */
export function createSource<Value>(option: unknown, { name, check }: SourceOptions<Value>): Source<Value> {
  if (!isProvider(option)) {
    const value = Promise.resolve(check(option));
    value.catch(() => {}); // whoever reads it hears of it; nobody may have to
    return { read: () => value, replace: () => value, reloadable: false };
  }
  let held: Value | undefined;
  const ask = singleFlight(async () => (held = await check(await callProvider(option, name))));
  return {
    read: async () => held ?? ask(),
    // A call that was refused while another one asked finds the successor here.
    replace: async (spent) => (held === undefined || held === spent ? ask() : held),
    reloadable: true,
  };
}

function isProvider(option: unknown): option is () => unknown {
  return typeof option === 'function';
}

async function callProvider(provider: () => unknown, name: string): Promise<unknown> {
  try {
    return await provider();
  } catch (error) {
    // Without the cause: nobody knows what a secret manager's client hangs on its errors.
    const what = error instanceof Error ? `${error.name}: ${redactText(error.message)}` : describeType(error);
    throw new OptionsError(`The ${name} provider failed (${what}).`);
  }
}
