/** What a phase means. A phase that is missing here stops the script. */
const phases = {
  idle: 'nothing was asked of the session yet',
  restoring: 'the store is being read',
  anonymous: 'nobody is signed in',
  authenticated: 'somebody is signed in, nothing is under way',
  refreshing:
    'an exchange of the refresh token is under way; the present access token is served while it lives',
  waiting: 'an exchange failed; the session stays, and its back-off runs for all tabs',
  ended: 'the session is over, for a reason that listeners were told once',
  destroyed: 'the client was thrown away',
};

/** What an event tells. */
const events = {
  restore: 'somebody asked for the session for the first time',
  seen: 'the store was read: a live session, one that ended, or nothing',
  signedIn: 'a sign-in succeeded in this tab',
  exchange: 'this tab begins to exchange the refresh token',
  refreshed: 'the platform answered with a new pair',
  failed: 'no answer to act on came: no network, 429, 5xx, a page of a proxy, a cut body, …',
  refused: 'the platform gave one of the answers that end a session, for the very pair that was sent',
  settled: 'the exchange is over, however it went',
  cleared: 'the back-off is over, by time or because something gives hope',
  revoked: 'a call was answered with `session_revoked`',
  endedElsewhere: 'another tab says that this sign-in ended',
  logout: 'the shopper signs out',
  destroy: '`destroy()` was called',
};

/** What the shell does about a step. */
const effects = {
  'emit refreshed': 'tell listeners that there is a new pair',
  'emit ended': 'tell listeners that the session ended',
  post: 'tell the other tabs; never a token',
  bury: 'replace the tokens in the store by the fact that the session ended',
  revoke: 'have the platform revoke a pair that nobody may use',
  abort: 'abort the calls in flight',
};

/** The generated part of the page: the diagram, the table, and what the words mean. */
export function page({ edges, models, eventTypes }, phaseNames) {
  insistOnWords(phases, phaseNames);
  insistOnWords(events, eventTypes);
  const listed = eventTypes.filter((type) => edges.some(({ event }) => event === type));
  const effectNames = [...new Set(edges.flatMap((edge) => [...edge.effects]))];
  insistOnWords(effects, effectNames);
  return [
    `Found by walking all ${models} models that the machine of [machine.ts](../packages/browser/src/session/machine.ts) gets into, with one sample of every event that can make a difference.`,
    ['```mermaid', ...diagram(edges), '```'].join('\n'),
    '## Where each event leads',
    'In a phase that is not named beside it, an event changes nothing.',
    table(
      ['Event', 'In', 'Can lead to'],
      listed.flatMap((type) =>
        Object.entries(Object.groupBy(phaseNames, (from) => leadsTo(edges, { from, type, phaseNames })))
          .filter(([to]) => to !== '')
          .map(([to, from]) => [`\`${type}\``, from.map((name) => `\`${name}\``).join(', '), to]),
      ),
    ),
    '## Phases',
    table(
      ['Phase', 'Means'],
      phaseNames.map((name) => [`\`${name}\``, phases[name]]),
    ),
    '## Events',
    table(
      ['Event', 'Tells that'],
      listed.map((name) => [`\`${name}\``, events[name]]),
    ),
    '## What a step has the shell do',
    table(
      ['Effect', 'Does', 'After'],
      effectNames.map((name) => [
        `\`${name}\``,
        effects[name],
        [...new Set(edges.filter((edge) => edge.effects.has(name)).map(({ event }) => `\`${event}\``))].join(
          ', ',
        ),
      ]),
    ),
  ];
}

/** One arrow for each pair of phases, with the events that lead from one to the other. */
function diagram(edges) {
  const arrows = new Map();
  for (const { from, event, to } of edges)
    for (const next of to) {
      if (next === from || next === 'destroyed') continue; // every phase has that one; it would hide the others
      const key = `${from} --> ${next}`;
      arrows.set(key, [...(arrows.get(key) ?? []), event]);
    }
  return [
    'stateDiagram-v2',
    '  [*] --> idle',
    ...[...arrows].map(([arrow, names]) => `  ${arrow}: ${names.join(', ')}`),
  ];
}

function leadsTo(edges, { from, type, phaseNames }) {
  const edge = edges.find((candidate) => candidate.from === from && candidate.event === type);
  if (edge === undefined) return '';
  return phaseNames
    .filter((name) => edge.to.has(name))
    .map((name) => (name === from ? 'stays' : name))
    .join(', ');
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function insistOnWords(words, names) {
  const missing = names.find((name) => words[name] === undefined);
  if (missing !== undefined)
    throw new Error(`Say in words what ${missing} means, in ${import.meta.filename}.`);
}
