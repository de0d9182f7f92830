import { createContext, type Context } from 'react';
import type { Runtime } from './runtime.js';

/** Carries the runtime from the provider to the hooks. */
export const FanfareContext: Context<Runtime | null> = createContext<Runtime | null>(null);
