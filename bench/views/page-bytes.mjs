export function show(figures) {
  const all = Object.entries(figures).map(([name, { first, later }]) => ({ name, first, later }));
  return [
    {
      id: 'page-bytes',
      title: 'What a page loads before anything runs, gzip',
      table: {
        head: ['', 'first, bytes', 'later, bytes'],
        rows: all.map(({ name, first, later }) => [
          name,
          first.toLocaleString('en'),
          later > 0 ? later.toLocaleString('en') : '',
        ]),
      },
      chart: {
        unit: 'bytes',
        note: 'Shorter is better.',
        bars: all.map(({ name, first }) => ({
          label: name,
          value: first,
          kind: name.startsWith('Fanfare') ? 'ours' : 'other',
        })),
      },
    },
  ];
}
