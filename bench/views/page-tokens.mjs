import { scenarios } from '../page/scenarios.mjs';

/** Shows peers by scenarios, how many of them each comes through, what a call takes, and where a peer is better than ours. */
export function show({ peers, rows }) {
  const shown = rows.map((row) => ({ ...row, scenario: scenarios.find(({ id }) => id === row.id) }));
  const [, ...others] = peers;
  return [
    {
      id: 'page-tokens',
      title: 'Tokens in a real Chromium, at one strict server',
      table: {
        head: [
          '',
          ...peers.map(({ title, version }) => (version === undefined ? title : `${title} ${version}`)),
        ],
        rows: shown.map(({ title, scenario, peers: found }) => [
          title,
          ...peers.map(({ name }) => cell(scenario, found[name])),
        ]),
      },
      chart: {
        unit: `of ${shown.length}`,
        note: 'Scenarios in which every call that could be answered was, and the session went on. Longer is better.',
        bars: peers.map(({ name, title }) => ({
          label: title,
          value: shown.filter(({ scenario, peers: found }) => holds(scenario, found[name])).length,
          kind: name === 'fanfare' ? 'ours' : 'other',
        })),
      },
    },
    {
      id: 'page-tokens-better',
      title: 'Where a peer is better than ours',
      table: {
        head: ['', 'figure', 'ours', 'better'],
        rows: shown.flatMap(({ title, scenario, peers: found }) =>
          betterThanOurs({ title, scenario, found, others }),
        ),
      },
    },
  ];
}

function cell(scenario, found) {
  if (found === undefined) return '–';
  if (found.missing !== undefined) return found.missing;
  return found.broken === undefined ? scenario.tell(found) : 'broke';
}

const isMeasured = (found) =>
  found !== undefined && found.missing === undefined && found.broken === undefined;
/** Who has one session in a page by design is not harmed by a second script. */
const holds = (scenario, found) =>
  found?.missing !== undefined || (isMeasured(found) && scenario.holds(found));

function betterThanOurs({ title, scenario, found, others }) {
  const ours = found.fanfare;
  if (!isMeasured(ours)) return [];
  const [name] = title.split(':');
  const row = (figure, better) =>
    better.length === 0
      ? []
      : [
          [
            name,
            figure,
            cell(scenario, ours),
            better.map((peer) => `${peer.title} ${cell(scenario, found[peer.name])}`).join('; '),
          ],
        ];
  const rivals = others.filter(({ name }) => isMeasured(found[name]) && holds(scenario, found[name]));
  if (!holds(scenario, ours)) return row('comes through', rivals);
  return Object.entries(scenario.figures).flatMap(([figure, { of, slack = 0, atLeast = 0 }]) => {
    const own = of(ours);
    return row(
      figure,
      rivals.filter(({ name }) => own - of(found[name]) > Math.max(atLeast, own * slack)),
    );
  });
}
