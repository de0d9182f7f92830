import { useEffect, useLayoutEffect } from 'react';

/** Runs before the page is painted; on a server, where React 18 would complain of it, not at all. */
export const useCommitted: typeof useLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect;
