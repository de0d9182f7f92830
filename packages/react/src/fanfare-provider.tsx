import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { FanfareContext } from './fanfare-context.js';
import { createRuntime, type Runtime, type RuntimeSource } from './runtime.js';

/** What the provider takes: a client, or the options of one, and what is to use it. */
export type FanfareProviderProps = RuntimeSource & { readonly children?: ReactNode };

/**
 * Hands a client to the hooks and widgets below it. Give it a `client`, which stays yours, or the `options` of one: that
 * client is made once, and destroyed when the provider is taken away. Other options need another `key`.
 *
 * @example
 * ```tsx
 * import { FanfareProvider, ExperienceWidget } from '@fanfare/react';
 *
 * export function Drop() {
 *   return (
 *     <FanfareProvider options={{ publishableKey: 'pk_live_a1b2c3d4e5f6' }}>
 *       <ExperienceWidget experienceId="exp_1" />
 *     </FanfareProvider>
 *   );
 * }
 * ```
 */
export function FanfareProvider({ children, ...source }: FanfareProviderProps): ReactElement {
  const [made, setMade] = useState(() => createRuntime(source));
  const [given, setGiven] = useState(source);
  let runtime = made;
  const isOther = 'client' in source && 'client' in given && source.client !== given.client;
  if (isOther || made.isDestroyed) {
    runtime = createRuntime(source);
    setMade(runtime);
    setGiven(source);
  }

  useEffect(() => {
    if (runtime.isDestroyed) {
      setMade(createRuntime(source)); // it was hidden for a while, and is shown again
      return undefined;
    }
    keep(runtime);
    return () => letGo(runtime);
    // The options are read once; what follows another client is `runtime`.
  }, [runtime]);

  return <FanfareContext.Provider value={runtime}>{children}</FanfareContext.Provider>;
}

const leaving = new WeakMap<Runtime, ReturnType<typeof setTimeout>>();

/** StrictMode takes every component away and puts it back at once; that is no reason to destroy a client. */
function letGo(runtime: Runtime): void {
  leaving.set(
    runtime,
    setTimeout(() => runtime.destroy(), 0),
  );
}

function keep(runtime: Runtime): void {
  clearTimeout(leaving.get(runtime));
}
