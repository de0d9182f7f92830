const told = (bytes) => bytes.toLocaleString('en');

/** Shows what a page loads, the lightest first. */
export function show(figures) {
  const sorted = figures.toSorted((a, b) => a.first.gzip - b.first.gzip);
  const named = ({ name, version, note }) => [name, version, note && `(${note})`].filter(Boolean).join(' ');
  const isOurs = ({ name }) => name.startsWith('Fanfare');
  return [
    {
      id: 'page-bytes',
      title: 'What a page loads before anything runs, and by its first call, bytes',
      table: {
        head: ['', 'min', 'gzip', 'brotli', 'gzip, after the first call'],
        rows: sorted.map((figure) => [
          named(figure),
          told(figure.first.min),
          told(figure.first.gzip),
          told(figure.first.brotli),
          figure.afterCall === undefined ? (isOurs(figure) ? '–' : 'the same') : told(figure.afterCall.gzip),
        ]),
      },
      chart: {
        unit: 'bytes',
        note: 'gzip; what the page has loaded when its first call is answered. Shorter is better.',
        bars: figures
          .toSorted((a, b) => (a.afterCall ?? a.first).gzip - (b.afterCall ?? b.first).gzip)
          .map((figure) => ({
            label: figure.name,
            value: (figure.afterCall ?? figure.first).gzip,
            kind: isOurs(figure) ? 'ours' : 'other',
          })),
      },
    },
  ];
}
