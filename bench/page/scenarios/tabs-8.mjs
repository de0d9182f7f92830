import { tabsScenario } from '../tabs-scenario.mjs';

export const scenario = tabsScenario(8);
