// Runs a suite of steps, two at a time, and counts what passed: node scripts/steps.mjs check|test|full [step …]
import { mkdirSync, rmSync } from 'node:fs';
import { leaksOfStep } from './leaks/leaks-of-step.mjs';
import { failureOf, printStep, printSummary } from './steps/print.mjs';
import { runStep } from './steps/run-step.mjs';
import { runSchedule } from './steps/schedule.mjs';
import { REPORTS, root, suite } from './steps/suites.mjs';
import { tally } from './steps/tally.mjs';

const [name, ...only] = process.argv.slice(2);
const steps = suite(name, only);
const ci = process.env.CI === 'true';

rmSync(`${root}/${REPORTS}`, { recursive: true, force: true });
mkdirSync(`${root}/${REPORTS}`, { recursive: true });

const started = performance.now();
const results = await runSchedule(steps, async (step) => {
  const result = await runStep(step);
  const leaks = leaksOfStep(step, result.output);
  const counts = tally(step, result);
  const output = [result.output.trimEnd(), ...leaks].join('\n');
  const counted = { ...result, ...counts, output, failed: counts.failed + (leaks.length > 0 ? 1 : 0) };
  printStep(counted);
  if (failureOf(counted)) process.stdout.write(`\n${counted.output.trimEnd()}\n\n`);
  return counted;
});

process.exitCode = printSummary(results, { ms: performance.now() - started, ci });
