import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import manifest from '../package.json' with { type: 'json' };

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A way to get a Chromium, and why it did not work where it did not. */
interface Candidate {
  readonly name: string;
  readonly executablePath: () => Promise<string>;
}

/** How a Chromium is started. */
export interface ChromiumOptions {
  /** Whether it keeps pages that are left, as it does for people. @default false */
  readonly backForwardCache?: boolean;
}

/**
 * Starts a headless Chromium: the one that `CHROMIUM_PATH` names, else the one from the npm package, else
 * one that is installed on the machine.
 *
 * @throws Error that says what was tried and what to install.
 */
export async function launchChromium({ backForwardCache = false }: ChromiumOptions = {}): Promise<Browser> {
  const failures: string[] = [];
  for (const candidate of candidates()) {
    try {
      // Only --no-sandbox: the package's own arguments switch web security off and force one process.
      return await chromium.launch({
        executablePath: await candidate.executablePath(),
        args: ['--no-sandbox', ...(backForwardCache ? ['--enable-bfcache'] : [])],
        ...(backForwardCache && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
      });
    } catch (error) {
      failures.push(`  ${candidate.name}: ${firstLine(error)}`);
    }
  }
  throw new Error(
    `No Chromium could be started.\n${failures.join('\n')}\n` +
      'On Debian or Ubuntu: apt-get install -y libnss3 libnspr4 libexpat1 (for the packaged one) or apt-get install -y chromium. ' +
      'Elsewhere: install Chrome or Chromium, or set CHROMIUM_PATH to its executable.',
  );
}

function candidates(): Candidate[] {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return [{ name: 'CHROMIUM_PATH', executablePath: () => Promise.resolve(named) }];
  return [
    { name: 'packaged Chromium', executablePath: packagedChromium },
    ...systemBrowsers.map((path) => ({
      name: path,
      executablePath: async () => {
        await access(path);
        return path;
      },
    })),
  ];
}

/** Extracts once per version, in a folder of its own that takes its final name only when it is complete. */
async function packagedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`made for linux x64, this is ${process.platform} ${process.arch}`);
  }
  const folder = join(tmpdir(), `fanfare-chromium-${manifest.devDependencies['@sparticuz/chromium']}`);
  const executable = join(folder, 'chromium');
  if (await exists(executable)) return executable;
  const unfinished = await mkdtemp(`${folder}-`);
  await extractInto(unfinished);
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true })); // another process was first
  return executable;
}

async function extractInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder; // the package extracts to the temporary folder and offers no option
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'failed without a message';
}
