// Protects: "the OpenAPI document is valid, in the eyes of somebody who did not write it".
import { join } from 'node:path';
import { createConfig, lint } from '@redocly/openapi-core';
import { root } from './steps/suites.mjs';

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    // `/products/search` beside `/products/{productId}` is how the platform has it; the literal path wins (OpenAPI 3.1 §4.8.8.1).
    'no-ambiguous-paths': 'off',
  },
});
const problems = await lint({ ref: join(root, 'packages', 'contract', 'openapi.json'), config });

for (const { message, location, ruleId } of problems)
  console.error(`openapi.json${location[0]?.pointer ?? ''}: ${message} (${ruleId})`);
process.exitCode = problems.length > 0 ? 1 : 0;
