import { parseKey, type ParsedKey } from '@fanfare/contract';
import { skipped, type Check, type Finding } from './check.js';

/** Each key is where its kind belongs, and both are of one mode. */
export const checkKeys: Check = {
  id: 'keys',
  title: 'Keys',
  async look({ publishableKey, secretKey, mode, isProduction }) {
    if (publishableKey === undefined && secretKey === undefined) {
      return skipped('FANFARE_PUBLISHABLE_KEY or FANFARE_SECRET_KEY');
    }
    const keys = [
      judge({ variable: 'FANFARE_PUBLISHABLE_KEY', value: publishableKey, kind: 'publishable' }),
      judge({ variable: 'FANFARE_SECRET_KEY', value: secretKey, kind: 'secret' }),
    ];
    const modes = new Set(keys.flatMap(({ parsed }) => (parsed === null ? [] : [parsed.mode])));
    const mixed: Finding = {
      state: 'bad',
      says: 'One key is of test mode and the other of live mode',
      fix: 'Take both from the same tab of the dashboard: a grant of one mode is unknown in the other.',
    };
    return [
      ...keys.flatMap(({ findings }) => findings),
      ...(modes.size > 1 ? [mixed] : []),
      ...judgeMode([...modes], { mode, isProduction }),
    ];
  },
};

/** Test keys where live ones are meant sell nothing; live keys where test ones are meant sell for real. */
function judgeMode(
  modes: readonly string[],
  { mode, isProduction }: { readonly mode: string | undefined; readonly isProduction: boolean },
): readonly Finding[] {
  if (mode !== undefined && mode !== 'test' && mode !== 'live') {
    return [{ state: 'bad', says: 'FANFARE_MODE is neither test nor live', fix: 'Write one of the two.' }];
  }
  if (mode !== undefined && modes.some((found) => found !== mode)) {
    const fix = `Take the keys of ${mode} mode from the dashboard, or change FANFARE_MODE.`;
    return [{ state: 'bad', says: `FANFARE_MODE wants ${mode} mode, and a key is of another`, fix }];
  }
  if (!isProduction || mode !== undefined || !modes.includes('test')) return [];
  const fix = 'Take the live keys, and set FANFARE_MODE=live: the SDK refuses test keys then.';
  return [{ state: 'warning', says: 'NODE_ENV is production, and a key is of test mode', fix }];
}

interface Judged {
  readonly parsed: ParsedKey | null;
  readonly findings: readonly Finding[];
}

const prefixes = { publishable: 'pk_', secret: 'sk_' } as const;

function judge(key: {
  readonly variable: string;
  readonly value: string | undefined;
  readonly kind: 'publishable' | 'secret';
}): Judged {
  const { variable, value, kind } = key;
  if (value === undefined) return { parsed: null, findings: [] };
  const parsed = parseKey(value);
  if (parsed === null) {
    const why = value.trim() === value ? 'is no key of Fanfare' : 'has white space around it';
    const fix = `Copy it again from the dashboard: ${prefixes[kind]}test_… or ${prefixes[kind]}live_….`;
    return { parsed, findings: [{ state: 'bad', says: `${variable} ${why}`, fix }] };
  }
  if (parsed.kind !== kind) {
    const danger = parsed.kind === 'secret' ? ' If it was ever in a page, roll it now.' : '';
    const fix = `Put a ${kind} key (${prefixes[kind]}…) there.${danger}`;
    return { parsed, findings: [{ state: 'bad', says: `${variable} holds a ${parsed.kind} key`, fix }] };
  }
  return {
    parsed,
    findings: [{ state: 'good', says: `${variable} is a ${kind} key of ${parsed.mode} mode` }],
  };
}
