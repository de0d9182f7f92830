import type { Command, Run } from '../command.js';
import { jsonObject } from '../json-object.js';
import { mockControl, mockUrlOption, type MockControl } from '../mock-control.js';
import { columns } from '../terminal/columns.js';
import { UsageError } from '../usage-error.js';

/** Makes things go wrong in a running mock. */
export const fault: Command = {
  summary: 'what goes wrong in a running mock: begin it, end it, see what it struck',
  positionals: '[list | add <name> | begin <scenario> | end <scenario> | clear | log]',
  about: [
    '  A fault strikes calls: add takes its name, such as lost-answer or rate-limited, or its fields as JSON with --with.',
    '  A scenario is several of them under one name. Chance comes from the seed of the mock, and the log can be replayed.',
  ].join('\n'),
  options: {
    ...mockUrlOption,
    operation: { type: 'string', value: 'id', says: 'add: strike this operation only, such as queues.enter' },
    times: { type: 'string', value: 'number', says: 'add: so many times (default until it is ended)' },
    probability: { type: 'string', value: '0 to 1', says: 'add: so likely (default always)' },
    with: { type: 'string', value: 'json', says: 'add: further fields, such as {"latencyMs":2000}' },
  },
  examples: [
    'fanfare fault add lost-answer --operation queues.enter --times 1',
    'fanfare fault add --with \'{"status":503,"retryAfter":5}\' --probability 0.2',
    'fanfare fault begin slow-network',
    'fanfare fault log --json',
  ],
  async run(run) {
    const [word = 'list', name, ...surplus] = run.typed.positionals;
    const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
    if (action === undefined || surplus.length > 0) {
      throw new UsageError(
        `It takes ${Object.keys(actions).join(', ')}; got ${JSON.stringify(run.typed.positionals.join(' '))}.`,
      );
    }
    refuseIdle(run, { word, name });
    await action(run, { control: mockControl(run), name });
    return 0;
  },
};

interface Asked {
  readonly control: MockControl;
  readonly name: string | undefined;
}

interface Scenario {
  readonly name: string;
  readonly summary: string;
  readonly active: boolean;
}

const actions: Readonly<Record<string, (run: Run, asked: Asked) => Promise<void>>> = {
  async list(run, { control }) {
    const faults = (await control.ask('GET', '/faults')) as readonly object[];
    const scenarios = (await control.ask('GET', '/scenarios')) as readonly Scenario[];
    run.say({ value: { faults, scenarios }, text: listing(run, { faults, scenarios }) });
  },
  async add(run, { control, name }) {
    const value = { ...(name !== undefined && { like: name }), ...fieldsOf(run) };
    if (Object.keys(value).length === 0) throw new UsageError('add needs the name of a fault, or --with.');
    await control.ask('POST', '/faults', value);
    run.say({ value, text: `From now on: ${JSON.stringify(value)}` });
  },
  async begin(run, { control, name }) {
    const value = await control.ask('POST', '/scenarios', { names: [required(name)] });
    run.say({ value, text: `${name} goes on until: fanfare fault end ${name}` });
  },
  async end(run, { control, name }) {
    const value = await control.ask('DELETE', `/scenarios/${encodeURIComponent(required(name))}`);
    run.say({ value, text: `${name} is over.` });
  },
  async clear(run, { control }) {
    await control.ask('DELETE', '/faults');
    run.say({ value: {}, text: 'Nothing goes wrong any more.' });
  },
  async log(run, { control }) {
    const value = await control.ask('GET', '/faults/log');
    run.say({ value, text: JSON.stringify(value, null, 2) });
  },
};

const named = ['add', 'begin', 'end'];

/** A word or an option that would do nothing is a mistake: somebody expects something of it. */
function refuseIdle(
  { typed }: Run,
  { word, name }: { readonly word: string; readonly name: string | undefined },
): void {
  if (name !== undefined && !named.includes(word)) {
    throw new UsageError(`${word} takes no further words; got ${JSON.stringify(name)}.`);
  }
  const idle = ['operation', 'times', 'probability', 'with'].find(
    (option) => typed.text(option) !== undefined,
  );
  if (idle !== undefined && word !== 'add') throw new UsageError(`--${idle} is for add; ${word} takes none.`);
}

function required(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new UsageError('It needs the name of a scenario; fanfare fault list shows them.');
}

function fieldsOf({ typed }: Run): object {
  const operation = typed.text('operation');
  const [times, probability] = [typed.text('times'), typed.text('probability')];
  return {
    ...(operation !== undefined && { operation }),
    ...(times !== undefined && { times: numberOf('--times', times) }),
    ...(probability !== undefined && { probability: numberOf('--probability', probability) }),
    ...jsonObject('--with', typed.text('with')),
  };
}

function numberOf(option: string, text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be a number; got ${JSON.stringify(text)}.`);
}

function listing(
  { paint }: Run,
  { faults, scenarios }: { readonly faults: readonly object[]; readonly scenarios: readonly Scenario[] },
): string {
  return [
    faults.length === 0 ? 'Nothing goes wrong.' : faults.map((armed) => JSON.stringify(armed)).join('\n'),
    '',
    paint.bold('Scenarios'),
    columns(scenarios.map(({ name, summary, active }) => [active ? '  on' : '  ', name, summary])),
  ].join('\n');
}
