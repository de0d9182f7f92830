import { access, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

/** Starts the Chromium that `CHROMIUM_PATH` names, or else the one from the npm package. */
export async function launchChromium() {
  const executablePath = process.env.CHROMIUM_PATH ?? (await extracted());
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

// The package extracts to the temporary folder, and takes whatever version lies there already: hence one of its own.
async function extracted() {
  const folder = join(tmpdir(), 'fanfare-example-chromium-153.0.0');
  await mkdir(folder, { recursive: true });
  process.env.TMPDIR = folder;
  const executable = await packaged.executablePath();
  await access(executable);
  return executable;
}
