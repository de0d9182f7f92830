import { format } from 'prettier';
import { prettierOptions } from './prettier-options.mjs';
import { sampleCall } from './sample-call.mjs';

const setUp = [
  "import { FanfareServer } from '@fanfare/node';",
  '',
  "const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });",
];

/** Writes an example of a call that compiles. */
export async function exampleOf(method) {
  const call = `fanfare.${method.row.id}(${argumentsOf(method).join(', ')})`;
  const code = await format(statement(method, call), { ...prettierOptions, printWidth: 100 });
  return ['```ts', ...setUp, ...code.trimEnd().split('\n'), '```'];
}

function argumentsOf({ row, ids, input }) {
  const sample = sampleCall(row);
  const values = ids.map(({ name }) => sample.params[name]);
  return [
    ...(ids.length === 1 ? [literal(values[0])] : []),
    ...(ids.length > 1
      ? [literal(Object.fromEntries(ids.map(({ name }, index) => [name, values[index]])))]
      : []),
    ...(input === undefined || input.isOptional ? [] : [literal(sample[input.kind])]),
  ];
}

function statement({ answer }, call) {
  const name = variable(answer);
  if (answer.kind === 'pages') return `for await (const ${name} of ${call}) console.log(${name});`;
  return answer.kind === 'nothing' ? `await ${call};` : `const ${name} = await ${call};`;
}

/** `waitlistExports` of the type `WaitlistExport[]`. */
function variable({ kind, type }) {
  const name = type.text.replace(/\[\]$/, '').replace(/^Admin(?=[A-Z])/, '');
  const small = name.charAt(0).toLowerCase() + name.slice(1);
  return kind === 'list' ? small.replace(/(?<=[^aeiou])y$/, 'ie').replace(/s$/, 'se') + 's' : small;
}

function literal(value) {
  return JSON.stringify(value).replaceAll(/"([A-Za-z_]\w*)":/g, '$1:');
}
