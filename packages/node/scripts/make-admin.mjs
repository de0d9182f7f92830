/**
 * Writes src/admin from the rows of the contract's Admin service.
 *
 *   node scripts/make-admin.mjs          writes it
 *   node scripts/make-admin.mjs --check  fails where a file differs from what would be written
 */
import { join } from 'node:path';
import { readContract } from '../../contract/scripts/source/read-contract.mjs';
import { writeOrCheck } from '../../contract/scripts/source/write-or-check.mjs';
import { adminFiles } from './admin/admin-files.mjs';
import { removeStale } from './admin/remove-stale.mjs';

const by = 'scripts/make-admin.mjs';
const directory = join(import.meta.dirname, '..', 'src', 'admin');
const files = await adminFiles(await readContract(), { by, directory });

writeOrCheck({ files, by });
removeStale({ files: Object.keys(files), directory, by });
