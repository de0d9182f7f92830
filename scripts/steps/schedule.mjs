/**
 * Runs steps, two at a time, each after the steps it names in `after`; a step that is `alone` has the machine to
 * itself. When a step fails, those that need it are not run and count as failed.
 *
 * @template Result
 * @param {{ name: string, after?: string[], alone?: boolean }[]} steps
 * @param {(step: object) => Promise<Result & { failed: number }>} run
 * @returns {Promise<Result[]>} In the order of the steps.
 */
export async function runSchedule(steps, run, { slots = 2 } = {}) {
  const results = new Map();
  const running = new Map();
  const waiting = [...steps];

  const ready = (step) =>
    (step.after ?? []).every((name) => results.has(name) || !steps.some((s) => s.name === name));
  const blocker = (step) => (step.after ?? []).find((name) => results.get(name)?.failed > 0);
  const fits = (step) => {
    if (running.size === 0) return true;
    const crowded = step.alone || [...running.keys()].some((other) => other.alone);
    return !crowded && running.size < slots;
  };

  const start = (step) => {
    waiting.splice(waiting.indexOf(step), 1);
    const blocked = blocker(step);
    const done = blocked ? Promise.resolve(notRun(step, blocked)) : run(step);
    const settled = done.then((result) => {
      running.delete(step);
      results.set(step.name, result);
    });
    running.set(step, settled);
  };

  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.find((step) => ready(step) && fits(step));
    if (next) start(next);
    else if (running.size > 0) await Promise.race(running.values());
    else throw new Error(`These steps wait for each other: ${waiting.map((step) => step.name).join(', ')}`);
  }
  return steps.map((step) => results.get(step.name));
}

function notRun(step, blocked) {
  return {
    name: step.name,
    ms: 0,
    code: 1,
    output: '',
    passed: 0,
    failed: 1,
    skipped: [],
    note: `needs ${blocked}`,
  };
}
