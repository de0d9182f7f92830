export function show(figures) {
  const sorted = figures.toSorted((a, b) => a.tenth - b.tenth);
  return [
    {
      id: 'cold-import',
      title: 'import in a fresh process',
      table: {
        head: ['', 'median, ms', 'a tenth below', 'a tenth above', 'processor, ms', 'memory, MB'],
        rows: sorted.map(({ name, median, tenth, ninth, cpu, megabytes }) => [
          name,
          median,
          tenth,
          ninth,
          cpu,
          megabytes,
        ]),
      },
      chart: {
        unit: 'ms',
        note: 'Shorter is better. Bar: the least disturbed tenth of the processes; line: on to the median.',
        bars: sorted.map(({ name, median, tenth }) => ({
          label: name,
          value: tenth,
          low: tenth,
          high: median,
          kind: name.startsWith('ours') ? 'ours' : 'other',
        })),
      },
    },
  ];
}
