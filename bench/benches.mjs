/**
 * The benches, one row each: the group that `pnpm bench <group>` names, the script and its arguments, those that only show that
 * it still runs (`--quick`), the name it reports under, and the file in views/ that makes tables and charts of its figures.
 * `tools` says that it needs what bench/package-lock.json holds.
 */
export const benches = [
  {
    group: 'webhooks',
    script: 'verify-webhook.mjs',
    args: ['--rounds', '100', '--times', '10'],
    quick: ['--rounds', '2', '--times', '2'],
    report: 'verify-webhook',
    view: 'verify-webhook.mjs',
    tools: true,
  },
  {
    group: 'tokens',
    script: 'verify-token.mjs',
    args: ['--rounds', '100', '--times', '10'],
    quick: ['--rounds', '2', '--times', '2'],
    report: 'verify-token',
    view: 'verify-token.mjs',
    tools: true,
  },
  {
    group: 'signing',
    script: 'sign-request.mjs',
    args: ['--rounds', '100', '--times', '20'],
    quick: ['--rounds', '2', '--times', '2'],
    report: 'sign-request',
    view: 'sign-request.mjs',
    tools: true,
  },
  {
    group: 'calls',
    script: 'client-calls.mjs',
    args: ['--rounds', '40', '--times', '50'],
    quick: ['--rounds', '2', '--times', '4'],
    report: 'client-calls',
    view: 'client-calls.mjs',
    tools: true,
  },
  {
    group: 'imports',
    script: 'cold-import.mjs',
    args: ['--rounds', '11'],
    quick: ['--rounds', '1'],
    report: 'cold-import',
    view: 'cold-import.mjs',
    tools: true,
  },
  {
    group: 'growth',
    script: 'inbox-growth.mjs',
    args: ['--times', '500'],
    quick: ['--most', '1000', '--times', '20'],
    report: 'inbox-growth',
    view: 'inbox-growth.mjs',
  },
  {
    group: 'growth',
    script: 'queue-growth.mjs',
    args: ['--times', '1000'],
    quick: ['--most', '100', '--times', '20'],
    report: 'queue-growth',
    view: 'queue-growth.mjs',
  },
  {
    group: 'growth',
    script: 'session-growth.mjs',
    args: ['--times', '1000'],
    quick: ['--most', '100', '--times', '20'],
    report: 'session-growth',
    view: 'session-growth.mjs',
  },
  {
    group: 'growth',
    script: 'merchant-session-growth.mjs',
    args: ['--times', '500'],
    quick: ['--most', '100', '--times', '20'],
    report: 'merchant-session-growth',
    view: 'merchant-session-growth.mjs',
  },
  {
    group: 'calls',
    script: 'mock-request.mjs',
    args: [],
    quick: ['--times', '20'],
    report: 'mock-request',
    view: 'mock-request.mjs',
  },
  {
    group: 'bytes',
    script: 'page-bytes.mjs',
    args: [],
    quick: [],
    report: 'page-bytes',
    view: 'page-bytes.mjs',
    tools: true,
  },
  {
    group: 'page',
    script: 'page-tokens.mjs',
    args: [],
    quick: ['--quick'],
    report: 'page-tokens',
    view: 'page-tokens.mjs',
    tools: true,
  },
];

/** The groups, in the order in which they run. */
export const groups = [...new Set(benches.map(({ group }) => group))];
