/**
 * Writes the test vectors of the signature formats, and the matrix of roles. Uses Node's own modules and nothing of this package, so
 * that code under test never checks itself.
 *
 *   node scripts/make-vectors.mjs                    writes ../vectors/*.json
 *   node scripts/make-vectors.mjs --check            fails where a file differs from what would be written
 *   node scripts/make-vectors.mjs --check --dir DIR  the same for the files in another directory
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ed25519Vectors } from './vectors/ed25519-signatures.mjs';
import { encryptedFieldVectors } from './vectors/encrypted-fields.mjs';
import { requestVectors } from './vectors/request-signatures.mjs';
import { roleMatrix } from './vectors/role-matrix.mjs';
import { webhookVectors } from './vectors/webhook-signatures.mjs';

function main(args) {
  const at = args.indexOf('--dir');
  const directory = at === -1 ? new URL('../vectors/', import.meta.url) : pathToFileURL(`${args[at + 1]}/`);
  const files = {
    'encrypted-fields.json': encryptedFieldVectors,
    'request-signatures.json': requestVectors,
    'request-signatures-ed25519.json': ed25519Vectors,
    'role-matrix.json': roleMatrix,
    'webhook-signatures.json': webhookVectors,
  };
  for (const [name, content] of Object.entries(files)) {
    const text = `${JSON.stringify(content, null, 2)}\n`;
    const file = new URL(name, directory);
    if (!args.includes('--check')) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      console.error(
        `vectors/${name} is not what scripts/make-vectors.mjs writes; run it and commit the result.`,
      );
      process.exitCode = 1;
    }
  }
}

main(process.argv.slice(2));
