// Protects: "a route of Next.js and a Worker receive webhooks, keep sessions and render as they do for merchants". Builds an
// application of Next.js and a Worker with the packed packages, outside of the repository, and asks them.
import { runFixture } from './steps/run-fixture.mjs';

process.exitCode = runFixture('frameworks', { packages: ['contract', 'core', 'node', 'browser', 'mock'] });
