import { defineConfig } from 'vitest/config';
import { watchOutlets } from './scripts/leaks/outlets.mjs';

// Tests read the packages' sources, so that nothing has to be built first. Vite asks both lists, depending on
// the environment of a test; naming a condition replaces its defaults, hence the rest.
const resolve = { conditions: ['@fanfare/source', 'module', 'browser', 'development|production'] };
const ssr = { resolve: { conditions: ['@fanfare/source', 'module', 'node', 'development|production'] } };

export default defineConfig({
  plugins: [watchOutlets()],
  resolve,
  ssr,
  test: {
    setupFiles: ['scripts/leaks/watch-outputs.mjs'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.{ts,tsx}', 'scripts/test/**/*.test.mjs'],
          testTimeout: 10_000,
          // The modules of 150 files load once per worker instead of 150 times, which takes a quarter of the time.
          // What a test changes about the process it puts back, or these do.
          isolate: false,
          unstubGlobals: true,
          unstubEnvs: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          setupFiles: ['e2e/src/watch-pages.ts'],
          // Chromium itself wants both cores of a small machine.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'examples',
          include: ['examples/*/test/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
