import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const REPORTS = 'reports';

const script = (name, ...args) => ['node', `scripts/${name}.mjs`, ...args];
const project = (name, report = name) => ({
  name,
  project: report,
  run: [
    'vitest',
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORTS}/${report}.json`,
  ],
});

// The long steps come first in each group, so that two lanes end at about the same time.
const CHECK = [
  { name: 'build', run: ['pnpm', '--silent', 'run', 'build'] },
  project('unit'),
  { name: 'types', run: script('check-types') },
  { name: 'packed', run: script('check-packed'), after: ['build'] },
  { name: 'lint', run: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'docs', run: script('check-docs') },
  { name: 'format', run: ['prettier', '--check', '--cache', '--cache-location=.cache/prettier', '.'] },
  { name: 'knip', run: ['knip', '--no-config-hints'] },
  { name: 'size', run: ['size-limit'], after: ['build'] },
  { name: 'bundles', run: script('check-bundles'), after: ['build'] },
  { name: 'openapi', run: script('check-openapi') },
  { name: 'manifests', run: script('check-manifests') },
  { name: 'requirements', run: script('check-requirements') },
  { name: 'threats', run: script('check-threats') },
  { name: 'links', run: script('check-links') },
  { name: 'llms', run: script('make-llms', '--check') },
  { name: 'file length', run: script('check-file-length') },
  { name: 'secrets', run: script('check-secrets') },
  ...driftSteps(),
];

const TEST = [...CHECK, { ...project('e2e'), after: ['build'], alone: true }, ...exampleSteps()];

const long = project('unit');
const storm = project('unit', 'storm');
const hidden = project('e2e', 'hidden-headers');
const hiddenFrom = [
  'page',
  'tabs',
  'suspended-tab',
  'another-consumer',
  'lost-answers',
  'bound-session',
  'journeys',
  'storage',
  'limits',
];
const FULL = [
  { name: 'build', run: ['pnpm', '--silent', 'run', 'build'] },
  {
    ...long,
    name: 'long runs',
    run: [
      ...long.run,
      'packages/mock/test/random-walk.test.ts',
      'packages/browser/test/session/seeded-faults.test.ts',
    ],
    env: { FANFARE_WALK_STEPS: '40000', FANFARE_LIVES: '10000' },
  },
  // Not for the times: so that a bench is not found broken on the day it is wanted.
  { name: 'benches', run: ['node', 'bench/run.mjs', '--quick', '--keep-page'], after: ['build'] },
  { name: 'crowd', run: ['node', 'bench/crowd.mjs', '--shoppers', '20000'] },
  { name: 'crowd tests', run: ['node', '--test', 'bench/crowd/**/*.test.mjs'] },
  {
    ...storm,
    name: 'storm',
    run: [...storm.run, 'packages/node/test/webhooks/storm.test.ts'],
    env: { FANFARE_STORM_EVENTS: '40', FANFARE_STORM_KILLS: '4', FANFARE_STORM_RESTART: 'yes' },
    minutes: 10,
  },
  {
    name: 'soak',
    run: ['pnpm', '--silent', '-C', 'e2e', 'run', 'soak', '--seconds', '100'],
    minutes: 20,
  },
  { name: 'history', run: script('check-secrets', '--history') },
  { name: 'release', run: script('check-release'), after: ['build'] },
  { name: 'api', run: script('check-api'), after: ['build'] },
  { name: 'site', run: script('check-site') },
  { name: 'consumers', run: script('check-consumers'), after: ['build'] },
  { name: 'webhook queues', run: script('check-webhook-queues'), after: ['build'] },
  { name: 'webhook senders', run: script('check-webhook-senders'), after: ['build'] },
  { name: 'frameworks', run: script('check-frameworks'), after: ['build'] },
  { name: 'runtimes', run: script('check-runtimes'), after: ['build'], alone: true },
  {
    ...hidden,
    name: 'hidden headers',
    run: [...hidden.run, ...hiddenFrom.map((file) => `e2e/test/${file}.test.ts`)],
    env: { FANFARE_EXPOSE_HEADERS: '0', FANFARE_ROUNDS: '100' },
    minutes: 20,
    after: ['build'],
    alone: true,
  },
  { name: 'demo', run: ['pnpm', '--silent', 'run', 'run:demo'], after: ['build'], alone: true },
];

const SUITES = { check: CHECK, test: TEST, full: FULL };

/** The steps of a suite, or only the named ones and what they need. */
export function suite(name, only) {
  const steps = SUITES[name];
  if (!steps) throw new TypeError(`The suite is one of ${Object.keys(SUITES).join(', ')}, not ${name}`);
  const unknown = only.find((wanted) => !steps.some((step) => step.name === wanted));
  if (unknown) throw new TypeError(`${unknown} is not one of ${steps.map((step) => step.name).join(', ')}`);
  if (only.length === 0) return steps;
  const needed = new Set(
    steps.filter((step) => only.includes(step.name)).flatMap((step) => [step.name, ...(step.after ?? [])]),
  );
  return steps.filter((step) => needed.has(step.name));
}

/** A package whose files are partly generated has a script `drift` that fails when they are out of date. */
function driftSteps() {
  const names = readdirSync(join(root, 'packages')).filter((name) =>
    hasScript(join(root, 'packages', name), 'drift'),
  );
  return names.map((name) => ({
    name: `drift ${name}`,
    run: ['pnpm', '--silent', '-C', `packages/${name}`, 'run', 'drift'],
  }));
}

function exampleSteps() {
  const tested = readdirSync(join(root, 'examples')).some((name) =>
    existsSync(join(root, 'examples', name, 'test')),
  );
  return tested ? [{ ...project('examples'), after: ['build'], alone: true }] : [];
}

function hasScript(directory, name) {
  const file = join(directory, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).scripts?.[name] !== undefined;
}
