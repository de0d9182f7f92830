/** The names of the scenarios. */
export const scenarioNames = [
  'platform-outage',
  'flaky',
  'slow-network',
  'lost-answers',
  'stalled-network',
  'rate-limited',
  'captive-portal',
  'broken-proxy',
  'clock-skew',
  'revoked-sessions',
  'repeated-pages',
  'webhook-storm',
] as const;

/** The name of a scenario. */
export type ScenarioName = (typeof scenarioNames)[number];

/** Tells whether a scenario has this name. */
export function isScenarioName(name: string): name is ScenarioName {
  return (scenarioNames as readonly string[]).includes(name);
}
