import { isDeepStrictEqual } from 'node:util';
import { runtimeDependencies } from './runtime-dependencies.mjs';

const REPOSITORY = 'git+https://github.com/fanfare-io/fanfare-sdk.git';
const BUGS = { url: 'https://github.com/fanfare-io/fanfare-sdk/issues', email: 'security@fanfare.io' };
const SOURCE = '@fanfare/source';
/** Beside what a package lists: the notes of its releases, and how to report a vulnerability (copied by the build). */
const FILES = ['dist', 'CHANGELOG.md', 'SECURITY.md'];
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
    files: [...FILES, ...(manifest.files ?? []).filter((file) => !FILES.includes(file))],
    bugs: BUGS,
    repository: { type: 'git', url: REPOSITORY, directory },
    publishConfig: { access: 'public', provenance: true, ...manifest.publishConfig, ...maps },
  };
}

/** What is wrong with the package.json of a published package, in words. */
export function manifestProblems(manifest, directory) {
  const { exports, imports, publishConfig = {}, repository = {}, scripts = {}, files = [] } = manifest;
  const unexplained = Object.keys(manifest.dependencies ?? {}).find(
    (name) => !name.startsWith('@fanfare/') && !Object.hasOwn(runtimeDependencies, name),
  );
  const script = INSTALL_SCRIPTS.find((name) => scripts[name]);
  const rules = [
    [isDeepStrictEqual(publishConfig.exports, withoutSource(exports)), `publishConfig.exports ${DIFFERS}`],
    [isDeepStrictEqual(publishConfig.imports, withoutSource(imports)), `publishConfig.imports ${DIFFERS}`],
    [publishConfig.access === 'public', 'publishConfig.access must be public'],
    [repository.directory === directory, `repository.directory must be ${directory}`],
    [FILES.every((file) => files.includes(file)), `files must list ${FILES.join(', ')}`],
    [publishConfig.provenance === true, 'publishConfig.provenance must be true'],
    [isDeepStrictEqual(manifest.bugs, BUGS), 'bugs must say where to report'],
    [
      !unexplained,
      `${unexplained} is a dependency that scripts/runtime-dependencies.mjs gives no reason for`,
    ],
    [manifest.sideEffects !== undefined, 'sideEffects must be false, or list the files that have some'],
    [manifest.type === 'module', 'type must be module'],
    [manifest.license === 'MIT', 'license must be MIT'],
    [manifest.engines?.node === '>=22.13', 'engines.node must be >=22.13'],
    [exports?.['./package.json'] === './package.json', 'exports must list ./package.json'],
    [!script, `${script} would run on a user's machine`],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}
