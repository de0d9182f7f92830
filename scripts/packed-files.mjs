const EVERYWHERE =
  /^(package\.json|README\.md|SECURITY\.md|LICENSE|CHANGELOG\.md|dist\/[\w./-]+(?<!\.test)\.(js|d\.ts))$/;
const EXTRA = {
  '@fanfare/browser': /^dist\/standalone\/integrity\.json$/,
  '@fanfare/contract': /^(openapi\.json|vectors\/[\w-]+\.json)$/,
  '@fanfare/mock': /^page\/[\w-]+\.(html|css|js|svg)$/,
};
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'SECURITY.md'];

/** What a tarball lacks, and what it holds beside what is published: sources, maps that embed them, tests, notes. */
export function problemsOfFiles(name, files) {
  const missing = REQUIRED.filter((file) => !files.includes(file));
  const unexpected = files.filter((file) => !EVERYWHERE.test(file) && !EXTRA[name]?.test(file));
  return [
    ...missing.map((file) => `${file} is missing from the tarball`),
    ...unexpected.map((file) => `${file} does not belong into the tarball`),
  ];
}

/** Whether a built file brings a map along, which would carry the sources inside of it. */
export const embedsMap = (text) => /^\/\/[#@] sourceMappingURL=data:/m.test(text);
