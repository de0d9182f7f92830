export function show(figures) {
  const stores = [...new Set(figures.map(({ store }) => store))];
  const sizes = [...new Set(figures.map(({ size }) => size))];
  const at = (store, size) => figures.find((one) => one.store === store && one.size === size);
  return [
    {
      id: 'merchant-session-growth',
      title: "A merchant's session, by how many the store holds",
      table: {
        head: ['Sessions', ...stores.map((store) => `${store}: read, replace, all of a shopper (µs)`)],
        rows: sizes.map((size) => [
          size.toLocaleString('en'),
          ...stores.map((store) => {
            const { read, write, owner } = at(store, size);
            return [read, write, owner].map(({ median }) => median.toLocaleString('en')).join(', ');
          }),
        ]),
      },
      chart: {
        unit: 'µs',
        axis: 'sessions that the store holds',
        note: 'A read, which comes with every call of a page.',
        labels: sizes.map((size) => size.toLocaleString('en')),
        curves: stores.map((store) => ({
          name: store,
          values: sizes.map((size) => at(store, size)?.read.median ?? NaN),
        })),
      },
    },
  ];
}
