// Protects: "a release can be tried out": raises the versions and goes through the publication in a copy, without publishing, and
// looks at what would have been published. Also: "the SBOM of a release names every package that an installation brings".
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearse } from './release/rehearse.mjs';
import { root } from './steps/suites.mjs';

const manifests = globSync('packages/*/package.json', { cwd: root })
  .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')))
  .filter((manifest) => !manifest.private);

const problems = [...problemsOfRehearsal(rehearse()), ...manifests.flatMap(problemsOfSbom)];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function problemsOfRehearsal(published) {
  const names = new Set(published.map(({ name }) => name));
  const versions = new Set(published.map(({ version }) => version));
  return [
    ...manifests.filter(({ name }) => !names.has(name)).map(({ name }) => `${name} would not be published`),
    ...(versions.size === 1
      ? []
      : [`the packages would have different versions: ${[...versions].join(', ')}`]),
    ...published.flatMap(({ name, version, files, changelog }) => [
      ...(changelog.includes(`## ${version}`) ? [] : [`the CHANGELOG of ${name} says nothing of ${version}`]),
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json']
        .filter((file) => !files.includes(file))
        .map((file) => `${file} is missing from ${name}`),
    ]),
  ];
}

function problemsOfSbom({ name, dependencies = {} }) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--prod', '--filter', name];
  const { components } = JSON.parse(execFileSync('pnpm', args, { cwd: root, encoding: 'utf8' }));
  const listed = new Set(components.map(({ group, name: own }) => (group ? `${group}/${own}` : own)));
  return Object.keys(dependencies)
    .filter((dependency) => !dependency.startsWith('@fanfare/') && !listed.has(dependency))
    .map((dependency) => `the SBOM of ${name} does not list ${dependency}`);
}
