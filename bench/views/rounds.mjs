const kinds = (name, to) => (name.startsWith('ours') ? 'ours' : name === to ? 'base' : 'other');

/** Shows what `inRounds` measured: median and spread, and how it stands to one of the rivals. */
export function showRounds(id, { title, to, figures }, names = {}) {
  const sorted = figures.toSorted((a, b) => a.median - b.median);
  const told = (name) => names[name] ?? name;
  return {
    id,
    title,
    table: {
      head: ['', 'median, µs', 'a tenth below', 'a tenth above', `to ${told(to)}`],
      rows: sorted.map(({ name, median, tenth, ninth, ratio, ratioOfTenths }) => [
        told(name),
        median,
        tenth,
        ninth,
        `${ratio.toFixed(2)} (${ratioOfTenths.toFixed(2)})`,
      ]),
    },
    chart: {
      unit: 'µs',
      note: 'Shorter is better. The thin line goes from the tenth to the ninetieth percentile of the rounds.',
      bars: sorted.map(({ name, median, tenth, ninth }) => ({
        label: told(name),
        value: median,
        low: tenth,
        high: ninth,
        kind: kinds(name, to),
      })),
    },
  };
}
