// Protects: "a route of Next.js and a Worker receive webhooks, keep sessions and render as they do for merchants". Builds an
// application of Next.js and a Worker with the packed packages, outside of the repository, and asks them; then the example
// for Next.js, in a real Chromium.
import { runFixture } from './steps/run-fixture.mjs';

const packages = ['contract', 'core', 'node', 'browser', 'mock'];
const projects = [
  ['frameworks', packages],
  ['examples/nextjs-full-stack', [...packages, 'react']],
];
const failed = projects.filter(([name, needed]) => runFixture(name, { packages: needed }) !== 0);
process.exitCode = failed.length > 0 ? 1 : 0;
