export const show = (figures) => [
  {
    id: 'session-growth',
    title: 'A call of the mock, by how many sessions it holds',
    table: {
      head: ['Sessions', 'a read, µs', 'a new session, µs'],
      rows: figures.map(({ size, read, open }) => [size.toLocaleString('en'), read.median, open.median]),
    },
    chart: {
      unit: 'µs',
      axis: 'sessions that the mock holds',
      labels: figures.map(({ size }) => size.toLocaleString('en')),
      curves: [
        { name: 'a shopper reads their own data', values: figures.map(({ read }) => read.median) },
        { name: 'a shopper opens a session', values: figures.map(({ open }) => open.median) },
      ],
    },
  },
];
