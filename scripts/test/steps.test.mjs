import { describe, expect, test } from 'vitest';
import { runSchedule } from '../steps/schedule.mjs';
import { tally, tallyTests } from '../steps/tally.mjs';

describe('the schedule', () => {
  test('runs two at a time, and waits for what a step needs', async () => {
    const { log, run } = recorder();
    const steps = [{ name: 'a' }, { name: 'b', after: ['a'] }, { name: 'c' }, { name: 'd' }];

    const results = await runSchedule(steps, run);

    expect(log.slice(0, 2)).toEqual(['+a', '+c']);
    expect(log.indexOf('+b')).toBeGreaterThan(log.indexOf('-a'));
    expect(results.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('gives a lonely step the whole machine', async () => {
    const { log, run } = recorder();

    await runSchedule([{ name: 'a' }, { name: 'alone', alone: true }, { name: 'b' }], run);

    expect(log[log.indexOf('+alone') + 1]).toBe('-alone');
  });

  test('does not run what needs a failed step, and counts it as failed', async () => {
    const { log, run } = recorder({ failing: 'a' });

    const [, b] = await runSchedule([{ name: 'a' }, { name: 'b', after: ['a'] }], run);

    expect(log).toEqual(['+a', '-a']);
    expect(b).toMatchObject({ failed: 1, note: 'needs a' });
  });

  test('ignores a need that is not part of the suite, and reports a circle', async () => {
    const { run } = recorder();

    await expect(runSchedule([{ name: 'a', after: ['elsewhere'] }], run)).resolves.toHaveLength(1);
    await expect(runSchedule([{ name: 'a', after: ['a'] }], run)).rejects.toThrow('wait for each other: a');
  });
});

describe('the tally', () => {
  test('counts a step as one', () => {
    expect(tally({}, { code: 0, output: '' })).toEqual({ passed: 1, failed: 0, skipped: [] });
    expect(tally({}, { code: 2, output: '' })).toEqual({ passed: 0, failed: 1, skipped: [] });
  });

  test('finds what was skipped for want of a service', () => {
    const output = 'ok\nSKIPPED: no PostgreSQL on this machine\n';

    expect(tally({}, { code: 0, output }).skipped).toEqual(['no PostgreSQL on this machine']);
  });

  test.each([
    ['tests', { code: 1, report: report(3, 2) }, { passed: 3, failed: 2 }],
    ['a run that crashed after its tests', { code: 1, report: report(3, 0) }, { passed: 3, failed: 1 }],
    ['a project without tests', { code: 0, report: report(0, 0) }, { passed: 0, failed: 1 }],
    ['a run without a report', { code: 0, report: undefined }, { passed: 0, failed: 1 }],
  ])('counts %s', (_, run, expected) => {
    expect(tallyTests({ skipped: [], ...run })).toMatchObject(expected);
  });

  test('names the tests that failed, each with the first line of its error', () => {
    const testResults = [
      {
        assertionResults: [
          { status: 'passed', fullName: 'a queue lines up' },
          { status: 'failed', fullName: 'a queue drains', failureMessages: ['Error: too late\n  at a line'] },
        ],
      },
      { message: 'a file that did not load' },
    ];

    const { failures } = tallyTests({ code: 1, skipped: [], report: { ...report(1, 1), testResults } });

    expect(failures).toEqual(['a queue drains: Error: too late']);
  });

  test('mentions tests that were skipped without a word', () => {
    const { skipped } = tallyTests({
      code: 0,
      skipped: ['no Redis'],
      report: { ...report(1, 0), numPendingTests: 3 },
    });

    expect(skipped).toEqual(['no Redis', '2 tests that do not say why']);
  });
});

function report(numPassedTests, numFailedTests) {
  return { numPassedTests, numFailedTests, numPendingTests: 0 };
}

function recorder({ failing } = {}) {
  const log = [];
  const run = async ({ name }) => {
    log.push(`+${name}`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`-${name}`);
    return { name, failed: name === failing ? 1 : 0 };
  };
  return { log, run };
}
