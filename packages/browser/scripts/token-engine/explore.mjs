const FAILED = { failedAt: 1, delayMs: 1_000, attempt: 1, code: 'network_error' };
const ORDERED = { ...FAILED, ordered: true };

const records = ['ann', 'bob'].flatMap((consumerId) =>
  [1, 2].flatMap((epoch) =>
    [0, 1].flatMap((generation) =>
      [undefined, FAILED, ORDERED].map((backoff) => liveRecord({ consumerId, epoch, generation, backoff })),
    ),
  ),
);
const signIns = [
  ...new Map(records.map(({ id, generation }) => [`${id} ${generation}`, { id, generation }])).values(),
];
const reason = 'revoked';

/** One sample of everything that can make a difference to the machine. */
const samples = [
  { type: 'restore' },
  { type: 'seen', record: null },
  ...records.map((record) => ({ type: 'seen', record })),
  ...signIns.map(({ id }) => ({
    type: 'seen',
    record: { kind: 'ended', epoch: Number(id.at(-1)), id, revision: '', reason },
  })),
  ...records.map((record) => ({ type: 'signedIn', record })),
  { type: 'exchange' },
  ...records.map((record) => ({ type: 'refreshed', record })),
  ...records.filter(({ backoff }) => backoff).map((record) => ({ type: 'failed', record })),
  ...signIns.map((about) => ({ type: 'refused', ...about, reason })),
  { type: 'settled' },
  { type: 'cleared', by: 'time' },
  { type: 'cleared', by: 'hope' },
  ...signIns.map(({ id }) => ({ type: 'revoked', id, reason })),
  ...signIns.map(({ id }) => ({ type: 'endedElsewhere', id, reason })),
  { type: 'logout' },
  { type: 'destroy' },
];

/**
 * Walks every model that the samples lead to, and tells what was seen.
 *
 * @returns One edge for every phase and event that has a step, with the phases it leads to and what it has the shell do.
 */
export function explore({ initialModel, transition, transitions }) {
  const edges = new Map();
  const known = new Set([JSON.stringify(initialModel)]);
  const ahead = [initialModel];
  for (let model = ahead.pop(); model !== undefined; model = ahead.pop()) {
    for (const event of samples) {
      const { model: next, effects } = transition(model, event);
      if (transitions[model.phase][event.type] !== undefined) note(edges, { model, event, next, effects });
      const key = JSON.stringify(next);
      if (known.has(key)) continue;
      known.add(key);
      ahead.push(next);
    }
  }
  return {
    edges: [...edges.values()],
    models: known.size,
    eventTypes: [...new Set(samples.map(({ type }) => type))],
  };
}

function note(edges, { model, event, next, effects }) {
  const key = `${model.phase} ${event.type}`;
  const edge = edges.get(key) ?? { from: model.phase, event: event.type, to: new Set(), effects: new Set() };
  edge.to.add(next.phase);
  for (const effect of effects) edge.effects.add(effect.do === 'emit' ? `emit ${effect.name}` : effect.do);
  edges.set(key, edge);
}

function liveRecord({ consumerId, epoch, generation, backoff }) {
  return {
    kind: 'live',
    epoch,
    id: `${consumerId}-${epoch}`,
    generation,
    revision: '',
    consumer: { consumerId, type: 'guest' },
    accessToken: '',
    refreshToken: '',
    beaconToken: '',
    lifetimeMs: 1,
    receivedAt: 0,
    ...(backoff && { backoff }),
  };
}
