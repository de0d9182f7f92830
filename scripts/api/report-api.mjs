import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFixedOrder } from './in-fixed-order.mjs';

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  jsx: 'react-jsx',
  strict: true,
  skipLibCheck: true,
  types: ['node'],
};
const silent = { default: { logLevel: 'none' } };
const messages = {
  compilerMessageReporting: silent,
  extractorMessageReporting: silent,
  tsdocMessageReporting: silent,
};

/** Reports what each entry of a built package exports, with full signatures: name of the report → its text. */
export function reportApi(directory) {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'fanfare-api-'));
  try {
    const configs = typedEntries(manifest).map((entry) => configOf({ entry, directory, folder, manifest }));
    const compilerState = CompilerState.create(configs[0].config, {
      additionalEntryPoints: configs.map(({ config }) => config.mainEntryPointFilePath),
    });
    return new Map(
      configs.map(({ name, config }) => {
        const handled = (message) => void (message.handled = true);
        Extractor.invoke(config, { localBuild: true, compilerState, messageCallback: handled });
        return [
          `${name}.api.md`,
          inFixedOrder(onlyUsedImports(readFileSync(join(folder, `${name}.api.md`), 'utf8'))),
        ];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function typedEntries({ publishConfig }) {
  return Object.entries(publishConfig.exports)
    .filter(([, target]) => typeof target === 'object' && target.types !== undefined)
    .map(([path, { types }]) => ({
      name: path.replace(/^\.\/?/, '').replaceAll('/', '-') || 'index',
      types,
    }));
}

function configOf({ entry, directory, folder, manifest }) {
  const configObject = {
    projectFolder: directory,
    mainEntryPointFilePath: join(directory, entry.types),
    compiler: { overrideTsconfig: { compilerOptions, include: [join(directory, 'dist', '**', '*.d.ts')] } },
    apiReport: {
      enabled: true,
      reportFileName: entry.name,
      reportFolder: folder,
      reportTempFolder: join(folder, 'temporary'),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages,
  };
  const packageJsonFullPath = join(directory, 'package.json');
  return {
    name: entry.name,
    config: ExtractorConfig.prepare({ configObject, packageJsonFullPath, packageJson: manifest }),
  };
}

/** Entries share chunks of declarations, whose imports say nothing of a single entry. */
function onlyUsedImports(report) {
  const text = report.replaceAll('\r\n', '\n');
  return text.replaceAll(/^import (?:type )?\{ (?:\w+ as )?(\w+) \} from '[^']+';\n/gm, (line, name) =>
    text.replace(line, '').match(new RegExp(`\\b${name}\\b(?!.*' *;$)`, 'm')) ? line : '',
  );
}
