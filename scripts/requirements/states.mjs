export const PRIORITIES = ['core', 'beyond', 'ops-only'];

/** What a row may say of itself, and what must be found where it says so. */
export const STATES = {
  tested: { carried: true, reason: false },
  'in part': { carried: true, reason: true },
  later: { carried: false, reason: true },
  operator: { carried: false, reason: true, priority: 'ops-only' },
};
