import { useContext } from 'react';
import { FanfareContext } from './fanfare-context.js';
import type { Runtime } from './runtime.js';

/** Returns what the provider holds. */
export function useRuntime(): Runtime {
  const runtime = useContext(FanfareContext);
  if (runtime !== null) return runtime;
  throw new Error(
    'A Fanfare hook was called outside of <FanfareProvider>. Put the provider around every component that uses one.',
  );
}
