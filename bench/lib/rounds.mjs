/**
 * Runs rivals by turns, so that a busy moment of the machine hits all of them, and each round begins with another one, so that nobody
 * always runs right behind the same neighbour. Returns microseconds for one run: the median of the rounds, where a tenth of them lie below
 * and above, and the median of the processor time that this process took. With `atOnce`, so many runs are under way together.
 */
export async function inRounds(rivals, { rounds, times, warmUp = Math.ceil(rounds / 2), atOnce = 1 }) {
  const entries = Object.entries(rivals);
  const taken = new Map(entries.map(([name]) => [name, []]));
  const used = new Map(entries.map(([name]) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (let turn = 0; turn < entries.length; turn += 1) {
      const [name, run] = entries[(turn + round + warmUp) % entries.length];
      const cpu = process.cpuUsage();
      const start = performance.now();
      if (atOnce === 1) for (let time = 0; time < times; time += 1) await run();
      else await together(run, { times, atOnce });
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      if (round < 0) continue;
      taken.get(name).push((wall * 1000) / times);
      used.get(name).push((user + system) / times);
    }
  }
  return entries.map(([name]) => {
    const at = quantiles(taken.get(name));
    return { name, tenth: at(0.1), median: at(0.5), ninth: at(0.9), cpu: quantiles(used.get(name))(0.5) };
  });
}

/** Keeps so many runs under way until all have been made. */
async function together(run, { times, atOnce }) {
  let left = times;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function quantiles(list) {
  const sorted = list.toSorted((a, b) => a - b);
  return (share) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] * 10) / 10;
}

/** Writes how the medians and the least disturbed tenths stand to those of one of them. */
export function inRatio(figures, to) {
  const base = figures.find(({ name }) => name === to);
  const ratio = (one, other) => Math.round((one / other) * 100) / 100;
  return figures.map((figure) => ({
    ...figure,
    ratio: ratio(figure.median, base.median),
    ratioOfTenths: ratio(figure.tenth, base.tenth),
  }));
}

/** Prints figures, one a line. */
export function printFigures(title, figures, to) {
  console.log(
    `\n${title}; microseconds: median (tenth to ninth), and how it stands to "${to}" (of the tenths)`,
  );
  for (const { name, tenth, median, ninth, ratio, ratioOfTenths } of figures)
    console.log(
      `  ${name.padEnd(44)} ${String(median).padStart(8)} (${tenth} to ${ninth})  ${ratio} (${ratioOfTenths})`,
    );
}
