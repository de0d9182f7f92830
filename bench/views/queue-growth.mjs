export const show = (figures) => [
  {
    id: 'queue-growth',
    title: 'A shopper asks for the place in line, by how many wait',
    table: {
      head: ['Waiting', 'median, µs', '95 %', '99 %'],
      rows: figures.map(({ size, median, p95, p99 }) => [size.toLocaleString('en'), median, p95, p99]),
    },
    chart: {
      unit: 'µs',
      axis: 'consumers who wait',
      labels: figures.map(({ size }) => size.toLocaleString('en')),
      curves: [{ name: 'median', values: figures.map(({ median }) => median) }],
    },
  },
];
