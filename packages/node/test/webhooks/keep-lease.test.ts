import { describe, expect, it } from 'vitest';
import { keepLease } from '../../src/webhooks/keep-lease.js';
import { fakeClock } from './support/fake-clock.js';
import { gate } from './support/gate.js';

const claim = { key: 'a', owner: 'one' };

/** A lease of 30 seconds that is being kept, by what the inbox answers one time after another. */
function kept(answers: readonly (boolean | Error | 'silent')[]) {
  const clock = fakeClock();
  const told: unknown[] = [];
  const asked: number[] = [];
  const started = clock.now();
  const lease = keepLease({
    inbox: {
      async renew(given, ms) {
        expect([given, ms]).toEqual([claim, 30_000]);
        asked.push(clock.now() - started);
        const answer = answers[asked.length - 1] ?? true;
        if (answer === 'silent') return new Promise<boolean>(() => undefined);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    claim,
    leaseMs: 30_000,
    clock,
    report: (error) => void told.push(error),
  });
  return { clock, lease, told, asked };
}

describe('H9: a lease that is kept', () => {
  it('is renewed every third of its time, until it is stopped', async () => {
    const { clock, lease, asked } = kept([]);

    await clock.advance(95_000);
    lease.stop();
    lease.stop();
    await clock.advance(95_000);

    expect(asked).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90].map((seconds) => seconds * 1_000));
    expect([lease.signal.aborted, clock.waiting]).toEqual([false, 0]);
  });

  it('is lost at once where the inbox says so, with words about what to do, and is asked about no more', async () => {
    const { clock, lease, asked, told } = kept([true, false]);

    await clock.advance(60_000);

    expect([lease.signal.aborted, asked.length, told, clock.waiting]).toEqual([true, 2, [], 0]);
    expect(lease.signal.reason).toMatchObject({
      code: 'aborted',
      message: expect.stringMatching(
        /^Handling a webhook took longer than its lease.* Stop without further effects\.$/,
      ) as string,
    });
  });

  it('outlives failures for as long as it lasts, and tells of each', async () => {
    const down = new Error('down');
    const { clock, lease, told } = kept([down, down, true, down, down]);

    await clock.advance(59_999);

    expect([lease.signal.aborted, told]).toEqual([false, [down, down, down, down]]);
  });

  it('is lost with the failure at its very end', async () => {
    const down = new Error('down');
    const { clock, lease, told } = kept([down, down, down, down]);

    await clock.advance(29_999);
    expect(lease.signal.aborted).toBe(false);
    await clock.advance(1);

    expect([lease.signal.aborted, told.length, clock.waiting]).toEqual([true, 3, 0]);
  });

  it('is lost where the inbox does not even answer', async () => {
    const { clock, lease } = kept(['silent', 'silent', 'silent', 'silent']);

    await clock.advance(30_000);
    expect(lease.signal.aborted).toBe(false);
    await clock.advance(10_000);

    expect(lease.signal.aborted).toBe(true);
  });

  it('is not lost any more once it was stopped, whatever the inbox answers late', async () => {
    const clock = fakeClock();
    const late = gate();
    const inbox = { renew: async () => late.passed.then(() => false) };
    const lease = keepLease({ inbox, claim, leaseMs: 30_000, clock, report: () => undefined });
    await clock.advance(10_000);

    lease.stop();
    late.open();
    await clock.advance(0);

    expect([lease.signal.aborted, clock.waiting]).toEqual([false, 0]);
  });
});
