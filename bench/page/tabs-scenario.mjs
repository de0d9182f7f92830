import { callInTabs } from './call-in-tabs.mjs';
import { inRounds } from './in-rounds.mjs';

/** S3, for so many tabs. A call counts as answered only if the server would take its token in the end. */
export const tabsScenario = (tabs) => ({
  id: `tabs-${tabs}`,
  title: `${tabs} tabs × 25 calls, token expired: requests, answered of ${tabs * 25}, session`,
  isTimed: true,
  measure: (bench) => inRounds(bench, 1, (open) => callInTabs(open, { tabs })),
  tell: ({ requests, ok, isAlive }) => `${requests}, ${ok}, ${isAlive ? 'lives' : 'dead'}`,
  holds: ({ isAlive, ok }) => isAlive && ok === tabs * 25,
  figures: { requests: { of: ({ requests }) => requests } },
});
