export function show(figures) {
  const stores = [...new Set(figures.map(({ store }) => store))];
  const sizes = [...new Set(figures.map(({ size }) => size))];
  const at = (store, size) => figures.find((one) => one.store === store && one.size === size);
  return [
    {
      id: 'inbox-growth',
      title: 'One claim of a webhook event, by how many the inbox remembers',
      table: {
        head: ['Remembered', ...stores.flatMap((store) => [`${store}: new, µs`, `${store}: done, µs`])],
        rows: sizes.map((size) => [
          size.toLocaleString('en'),
          ...stores.flatMap((store) => {
            const found = at(store, size);
            return [found?.claim.median ?? '–', found?.duplicate.median ?? '–'];
          }),
        ]),
      },
      chart: {
        unit: 'µs',
        axis: 'events that the inbox remembers',
        note: 'A copy of an event that is done: what an attacker or a retry costs.',
        labels: sizes.map((size) => size.toLocaleString('en')),
        curves: stores.map((store) => ({
          name: store,
          values: sizes.map((size) => at(store, size)?.duplicate.median ?? NaN),
        })),
      },
    },
  ];
}
