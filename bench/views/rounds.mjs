const kinds = (name, to) => (name.startsWith('ours') ? 'ours' : name === to ? 'base' : 'other');

/** Shows what `inRounds` measured: median and spread, and how it stands to one of the rivals. */
export function showRounds(id, { title, to, figures }) {
  const sorted = figures.toSorted((a, b) => a.tenth - b.tenth);
  return {
    id,
    title,
    table: {
      head: ['', 'median, µs', 'a tenth below', 'a tenth above', `to ${to}`],
      rows: sorted.map(({ name, median, tenth, ninth, ratio, ratioOfTenths }) => [
        name,
        median,
        tenth,
        ninth,
        `${ratio.toFixed(2)} (${ratioOfTenths.toFixed(2)})`,
      ]),
    },
    chart: {
      unit: 'µs',
      note: 'Shorter is better. Bar: the least disturbed tenth of the rounds; line: on to the median.',
      bars: sorted.map(({ name, median, tenth }) => ({
        label: name,
        value: tenth,
        low: tenth,
        high: median,
        kind: kinds(name, to),
      })),
    },
  };
}
