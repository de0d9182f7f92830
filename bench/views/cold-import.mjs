export function show(figures) {
  const sorted = figures.toSorted((a, b) => a.median - b.median);
  return [
    {
      id: 'cold-import',
      title: 'import in a fresh process',
      table: {
        head: ['', 'median, ms', 'a tenth below', 'a tenth above', 'memory, MB'],
        rows: sorted.map(({ name, median, tenth, ninth, megabytes }) => [
          name,
          median,
          tenth,
          ninth,
          megabytes,
        ]),
      },
      chart: {
        unit: 'ms',
        note: 'Shorter is better. The thin line goes from the tenth to the ninetieth percentile of the processes.',
        bars: sorted.map(({ name, median, tenth, ninth }) => ({
          label: name,
          value: median,
          low: tenth,
          high: ninth,
          kind: name.startsWith('ours') ? 'ours' : 'other',
        })),
      },
    },
  ];
}
