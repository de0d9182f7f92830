import { resolveServiceUrls } from '@fanfare/core/base';
import type { Command, Run } from '../command.js';
import type { Check, Finding, Patient } from '../doctor/check.js';
import { checks } from '../doctor/checks.js';
import { printable } from '../terminal/printable.js';
import { createProgress } from '../terminal/progress.js';
import { UsageError } from '../usage-error.js';
import { webhookTarget } from '../webhook-target.js';

/** Looks at a merchant's set-up and says what to fix. */
export const doctor: Command = {
  summary: 'looks at your set-up and says what to fix',
  about: [
    '  Reads FANFARE_PUBLISHABLE_KEY, FANFARE_SECRET_KEY, FANFARE_WEBHOOK_SECRET, FANFARE_URL and FANFARE_MODE (test or',
    '  live: what the keys have to be of), and looks at the keys by kind and mode, the clock, a signed call, your webhook',
    '  endpoint (a signed event of a type that nobody knows, the same again, a forged one, an old one), the policy of a',
    '  page, and whether that page may call. What is not given is skipped. It ends with 1 where something is bad. Keys and',
    '  secrets are never printed.',
  ].join('\n'),
  options: {
    url: { type: 'string', value: 'url', says: 'the platform (default FANFARE_URL, or the hosted one)' },
    'webhook-url': { type: 'string', value: 'url', says: 'your webhook endpoint' },
    'page-url': { type: 'string', value: 'url', says: 'a page of your shop' },
  },
  examples: [
    'fanfare doctor',
    'fanfare doctor --webhook-url http://localhost:3000/webhooks --page-url http://localhost:5173',
  ],
  async run(run) {
    const patient = examine(run);
    const progress = createProgress(run, { total: checks.length, title: 'Looking' });
    const results = [];
    try {
      for (const [index, check] of checks.entries()) {
        progress.at(index);
        results.push({ check, findings: await check.look(patient) });
        run.signal.throwIfAborted();
      }
    } finally {
      progress.end();
    }
    for (const result of results) tell(run, result);
    const all = results.flatMap(({ findings }) => findings);
    if (!run.isJson) run.out(summary(run, all));
    return all.some(({ state }) => state === 'bad') ? 1 : 0;
  },
};

function examine(run: Run): Patient {
  const { typed, env, fetch, signal } = run;
  const variable = (name: string): string | undefined => env[name] || undefined;
  const baseUrl = typed.text('url') ?? variable('FANFARE_URL');
  resolveServiceUrls({ baseUrl }); // an address that is none is told before anything is sent
  return {
    publishableKey: variable('FANFARE_PUBLISHABLE_KEY'),
    secretKey: variable('FANFARE_SECRET_KEY'),
    mode: variable('FANFARE_MODE'),
    isProduction: env['NODE_ENV'] === 'production',
    webhookSecret: variable('FANFARE_WEBHOOK_SECRET'),
    baseUrl,
    webhookUrl: checkWebhookUrl(typed.text('webhook-url')),
    pageUrl: checkPageUrl(typed.text('page-url')),
    io: { fetch, signal },
  };
}

function checkWebhookUrl(text: string | undefined): string | undefined {
  return text === undefined ? text : webhookTarget('--webhook-url', text);
}

function checkPageUrl(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw new UsageError(
    `--page-url must be an address such as http://localhost:5173; got ${JSON.stringify(printable(text, 80))}.`,
  );
}

function summary({ paint }: Run, findings: readonly Finding[]): string {
  const count = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const [bad, warnings, left] = [count('bad'), count('warning'), count('skipped')];
  const good =
    warnings > 0
      ? paint.yellow(`Nothing is broken; ${warnings} to think about.`)
      : paint.green('Nothing is wrong.');
  const missing = left === 0 ? '' : ` Not looked at: ${left}, marked with ${marks.skipped}.`;
  return `${bad > 0 ? paint.red(`${bad} to fix.`) : good}${missing}`;
}

const marks = { good: '✓', warning: '!', bad: '✗', skipped: '-' } as const;
const colours = { good: 'green', warning: 'yellow', bad: 'red', skipped: 'dim' } as const;

function tell(
  run: Run,
  { check, findings }: { readonly check: Check; readonly findings: readonly Finding[] },
): void {
  const { paint } = run;
  const lines = findings.map(({ state, says, fix }) =>
    [`  ${paint[colours[state]](marks[state])} ${says}`, ...(fix === undefined ? [] : [`    ${fix}`])].join(
      '\n',
    ),
  );
  run.say({ value: { check: check.id, findings }, text: [paint.bold(check.title), ...lines].join('\n') });
}
