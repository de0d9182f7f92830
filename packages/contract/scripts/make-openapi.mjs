/**
 * Writes openapi.json from the operation table.
 *
 *   node scripts/make-openapi.mjs          writes it
 *   node scripts/make-openapi.mjs --check  fails where the file differs from what would be written
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from './openapi/document.mjs';
import { packageRoot } from './source/load-sources.mjs';
import { readContract } from './source/read-contract.mjs';
import { writeOrCheck } from './source/write-or-check.mjs';

const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
const document = openApiDocument(await readContract(), { version });

writeOrCheck({
  files: { [join(packageRoot, 'openapi.json')]: `${JSON.stringify(document, null, 2)}\n` },
  by: 'scripts/make-openapi.mjs',
});
