/** What we want of speed, each with where it is found in which report. A ratio is asked of the medians and of the least disturbed tenths. */
const goals = [
  atMost(
    1.15,
    'A webhook of 1 KB, to the same by hand',
    ratioIn('verify-webhook', '1kb', 'ours, without the contract'),
  ),
  atMost(
    1.8,
    'The same, checked against the contract',
    ratioIn('verify-webhook', '1kb', 'ours, with the contract'),
  ),
  atMost(
    1.3,
    'A webhook of 1 KB with WebCrypto, to the same by hand',
    ratioIn('verify-webhook', '1kb-web', 'ours, without the contract'),
  ),
  atLeast(10, 'A stale forgery of 100 KB: stripe, to ours', ratioIn('verify-webhook', 'stale', 'stripe')),
  atMost(2, 'A POST of 1 KB signed with HMAC, to the same by hand', ratioIn('sign-request', 'hmac', 'ours')),
  atMost(1.3, 'The same with Ed25519, to the signature alone', ratioIn('sign-request', 'ed25519', 'ours')),
  atMost(1.15, 'A token signed with EdDSA, to jose', ratioIn('verify-token', 'EdDSA', 'ours')),
  atMost(1.15, 'A token signed with ES256, to jose', ratioIn('verify-token', 'ES256', 'ours')),
  atMost(1.15, 'A token signed with RS256, to jose', ratioIn('verify-token', 'RS256', 'ours')),
  atMost(5, 'A token that was verified before, in µs', timeIn('verify-token', 'EdDSA', 'ours, remembered')),
  atMost(1.25, 'A signed GET, to bare ky', ratioIn('client-calls', 'get-sequential', 'ours')),
  atMost(
    1,
    'The same over undici, to stripe',
    between('client-calls', 'get-sequential', 'ours, over undici', 'stripe'),
  ),
  atMost(60, 'import @fanfare/node, in ms', importOf('ours: @fanfare/node')),
  atMost(15, 'import @fanfare/node/webhooks, in ms', importOf('ours: @fanfare/node/webhooks')),
];

/** Shows the goals of the reports that are there. */
export function showGoals(figuresOf) {
  const rows = goals.flatMap(({ name, read, sign, wanted, holds }) => {
    const found = read(figuresOf);
    if (found === undefined) return [];
    const { median, least } = found;
    const met = holds(median) ? 'yes' : holds(least) ? 'when undisturbed' : 'no';
    return [[name, `${sign} ${wanted}`, told(median), told(least), met]];
  });
  return {
    id: 'goals',
    title: 'What we want, and have',
    table: { head: ['', 'wanted', 'median', 'least disturbed', 'met'], rows },
  };
}

function atMost(wanted, name, read) {
  return { name, read, wanted, sign: '≤', holds: (value) => value <= wanted };
}

function atLeast(wanted, name, read) {
  return { name, read, wanted, sign: '≥', holds: (value) => value >= wanted };
}

function ratioIn(report, id, rival) {
  return inFigures(report, id, rival, ({ ratio, ratioOfTenths }) => ({
    median: ratio,
    least: ratioOfTenths,
  }));
}

/** How one rival stands to another than the one that its table is about. */
function between(report, id, rival, other) {
  const one = timeIn(report, id, rival);
  const two = timeIn(report, id, other);
  return (figuresOf) => {
    const [above, below] = [one(figuresOf), two(figuresOf)];
    if (above === undefined || below === undefined) return undefined;
    return { median: above.median / below.median, least: above.least / below.least };
  };
}

function timeIn(report, id, rival) {
  return inFigures(report, id, rival, ({ median, tenth }) => ({ median, least: tenth }));
}

function inFigures(report, id, rival, pick) {
  return (figuresOf) => {
    const one = figuresOf(report)?.find((figures) => figures.id === id);
    const found = one?.figures.find(({ name }) => name === rival);
    return found === undefined ? undefined : pick(found);
  };
}

function importOf(name) {
  return (figuresOf) => {
    const found = figuresOf('cold-import')?.find((one) => one.name === name);
    return found === undefined ? undefined : { median: found.median, least: found.tenth };
  };
}

const told = (value) => String(Math.round(value * 100) / 100);
