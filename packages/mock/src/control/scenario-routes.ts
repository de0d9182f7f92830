import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { createFaults } from '../faults/create-faults.js';
import { isScenarioName, scenarioNames, type ScenarioName } from '../faults/scenario-names.js';
import { scenarios } from '../faults/scenarios.js';
import { refuse } from '../refusal.js';
import { readFields } from './read-fields.js';

/** `GET` lists the scenarios, `POST { names }` begins some, `DELETE` ends one. */
export function scenarioRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/scenarios', (c) => c.json(listScenarios(context)));
  routes.post('/scenarios', async (c) => {
    const { names = [] } = await readFields(c.req.raw, { names: 'texts' });
    for (const name of names.map(known)) context.use(createFaults).begin(name);
    return c.json(listScenarios(context));
  });
  routes.delete('/scenarios/:name', (c) => {
    context.use(createFaults).end(known(c.req.param('name')));
    return c.json(listScenarios(context));
  });
  return routes;
}

/** A scenario, and whether it goes on. */
export interface ListedScenario {
  readonly name: ScenarioName;
  readonly summary: string;
  readonly active: boolean;
}

/** Lists all scenarios. */
export function listScenarios(context: MockContext): readonly ListedScenario[] {
  const { armed } = context.use(createFaults);
  return scenarioNames.map((name) => ({
    name,
    summary: scenarios[name].summary,
    active: armed.some(({ scenario }) => scenario === name),
  }));
}

function known(name: string): ScenarioName {
  if (isScenarioName(name)) return name;
  return refuse('validation_error', `"${name}" is not a scenario; there are ${scenarioNames.join(', ')}.`);
}
