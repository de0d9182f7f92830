export const show = (figures) => [
  {
    id: 'mock-request',
    title: 'One request of the mock, in the process',
    table: {
      head: ['', 'median, µs', '95 %', '99 %'],
      rows: figures.map(({ name, median, p95, p99 }) => [name, median, p95, p99]),
    },
  },
];
