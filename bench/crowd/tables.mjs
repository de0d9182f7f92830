const whole = (value) => Math.round(value).toLocaleString('en');
const seconds = (ms) => `${Math.round(ms / 1_000)} s`;
const withError = ({ value, error }) => `${whole(value)} ± ${whole(error)}`;

/** Lays the figures out; each table has the name of its place in docs/scaling.md. */
export function tables(figures) {
  return [calm(figures), outage(figures), polling(figures), broken(figures), variants(figures)];
}

function calm({ tokens, shoppers }) {
  return {
    id: 'calm',
    title: `Refreshes of ${whole(shoppers)} shoppers on a calm day`,
    table: {
      head: ['Policy', 'Refreshes in all', 'Mean a second', 'Peak a second', 'Peak to mean', 'Places lost'],
      rows: tokens.map(({ name, calm: given }) => [
        name,
        whole(given.refreshes),
        whole(given.mean),
        whole(given.peak),
        given.peakToMean,
        whole(given.lostPlaces),
      ]),
    },
  };
}

function outage({ tokens }) {
  return {
    id: 'outage',
    title: 'An outage of a minute, in the busiest minute of each policy',
    table: {
      head: [
        'Policy',
        'Shoppers hit',
        'Requests more',
        'Peak a second',
        '99 % are served again after',
        'All after',
        'Minutes without a token',
        'Places lost',
      ],
      rows: tokens.map(({ name, outage: given }) => [
        name,
        whole(given.hit),
        whole(given.extra),
        whole(given.peak),
        seconds(given.drain99Ms),
        seconds(given.drainAllMs),
        whole(given.minutesWithoutToken),
        whole(given.lostPlaces),
      ]),
    },
  };
}

function polling({ polling: given }) {
  return {
    id: 'polling',
    title: 'Pages in a line, requests a second',
    table: {
      head: [
        'Pages',
        'In line',
        'Peak at the opening',
        'Peak in the outage',
        'Mean in the outage',
        'Mean of the minute after',
        '99 % know again after',
      ],
      rows: given.map((one) => [
        one.name,
        withError({ value: one.steady, error: one.steadyError }),
        withError(one.opening),
        withError(one.outage),
        whole(one.outageMean),
        whole(one.afterMean),
        seconds(one.recovered99Ms),
      ]),
    },
  };
}

function broken({ platforms, smaller }) {
  return {
    id: 'broken',
    title: `Our policy on platforms of other kinds, ${whole(smaller)} shoppers`,
    table: {
      head: ['Platform', 'Places lost on a calm day', 'Places lost in the outage', 'Shoppers hit'],
      rows: platforms.map(({ platform, calm: quiet, outage: hard }) => [
        platform,
        whole(quiet.lostPlaces),
        whole(hard.lostPlaces),
        whole(hard.hit),
      ]),
    },
  };
}

function variants({ variants: given, smaller }) {
  return {
    id: 'variants',
    title: `Other defaults of ours, ${whole(smaller)} shoppers`,
    table: {
      head: [
        'Defaults',
        'Refreshes in all',
        'Peak to mean',
        'Hit by the outage',
        'Requests more',
        'Peak in the outage',
        '99 % served again after',
      ],
      rows: given.map(({ name, calm: quiet, outage: hard }) => [
        name,
        whole(quiet.refreshes),
        quiet.peakToMean,
        whole(hard.hit),
        whole(hard.extra),
        whole(hard.peak),
        seconds(hard.drain99Ms),
      ]),
    },
  };
}
