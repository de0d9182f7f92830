// Protects: "what is published can be built on": the oldest and the newest TypeScript, Vite, esbuild, CommonJS, and MSW 2 and 3, with the packed
// packages outside of the repository.
import { runFixture } from './steps/run-fixture.mjs';

process.exitCode = runFixture('consumers', { packages: ['browser', 'contract', 'core', 'mock', 'node'] });
