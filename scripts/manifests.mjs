import { isDeepStrictEqual } from 'node:util';

const REPOSITORY = 'git+https://github.com/fanfare-io/fanfare-sdk.git';
const SOURCE = '@fanfare/source';
const DIFFERS = 'is not the map without the source condition; run node scripts/check-manifests.mjs --fix';
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];

/** A map of `exports` or `imports` as it is published: the same without the source condition. */
export function withoutSource(map) {
  if (typeof map !== 'object' || map === null) return map;
  const kept = Object.entries(map).filter(([condition]) => condition !== SOURCE);
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSource(value)]));
}

/** The manifest with everything that can be derived put in place. */
export function fixManifest(manifest, directory) {
  const { exports, imports } = manifest;
  const maps = { exports: withoutSource(exports), ...(imports && { imports: withoutSource(imports) }) };
  return {
    ...manifest,
    repository: { type: 'git', url: REPOSITORY, directory },
    publishConfig: { access: 'public', ...manifest.publishConfig, ...maps },
  };
}

/** What is wrong with the package.json of a published package, in words. */
export function manifestProblems(manifest, directory) {
  const { exports, imports, publishConfig = {}, repository = {}, scripts = {}, files = [] } = manifest;
  const script = INSTALL_SCRIPTS.find((name) => scripts[name]);
  const rules = [
    [isDeepStrictEqual(publishConfig.exports, withoutSource(exports)), `publishConfig.exports ${DIFFERS}`],
    [isDeepStrictEqual(publishConfig.imports, withoutSource(imports)), `publishConfig.imports ${DIFFERS}`],
    [publishConfig.access === 'public', 'publishConfig.access must be public'],
    [repository.directory === directory, `repository.directory must be ${directory}`],
    [files.includes('dist'), 'files must list dist'],
    [manifest.sideEffects !== undefined, 'sideEffects must be false, or list the files that have some'],
    [manifest.type === 'module', 'type must be module'],
    [manifest.license === 'MIT', 'license must be MIT'],
    [manifest.engines?.node === '>=22.13', 'engines.node must be >=22.13'],
    [exports?.['./package.json'] === './package.json', 'exports must list ./package.json'],
    [!script, `${script} would run on a user's machine`],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}
