import { resolveServiceUrls } from '@fanfare/core/base';
import { findSecrets } from '../scan/find-secrets.js';
import { skipped, type Check, type Finding, type Patient } from './check.js';
import { parsePolicy, sourcesFor, takesOrigin } from './policy.js';
import { readPage, type Page } from './read-page.js';

/** The page's policy lets the SDK call the platform and nothing run that is not the shop's, and the page holds no secret. */
export const checkPage: Check = {
  id: 'page',
  title: 'Page and its policy',
  async look(patient) {
    const { pageUrl } = patient;
    if (pageUrl === undefined) return skipped('--page-url');
    const page = await readPage(patient, pageUrl);
    if (page === undefined)
      return [{ state: 'bad', says: 'The page does not answer', fix: 'Check --page-url.' }];
    if (page.status >= 400) {
      return [{ state: 'bad', says: `The page answers with HTTP ${page.status}`, fix: 'Check --page-url.' }];
    }
    return [...judgePolicy(page, patient), judgeSecrets(page)];
  },
};

const build = 'csp() of @fanfare/node/web-security builds one.';

function judgePolicy({ policies, origin }: Page, { baseUrl }: Patient): readonly Finding[] {
  if (policies.length === 0)
    return [{ state: 'warning', says: 'The page has no Content-Security-Policy', fix: build }];
  const directives = policies.map(parsePolicy);
  const urls = resolveServiceUrls({ baseUrl });
  const needed = [...new Set([new URL(urls.consumer).origin, new URL(urls.beacon).origin])];
  const missing = needed.filter((address) =>
    directives.some((policy) => {
      const connect = sourcesFor(policy, 'connect-src');
      return connect !== undefined && !takesOrigin(connect, { address, own: origin });
    }),
  );
  const scripts = directives.map((policy) => unsafeOf(sourcesFor(policy, 'script-src') ?? ['*']));
  const unsafe = scripts.some((sources) => sources.length === 0) ? [] : (scripts[0] ?? []); // one strict policy is enough
  return [
    missing.length === 0
      ? { state: 'good', says: 'The policy lets the SDK call the platform' }
      : {
          state: 'bad',
          says: `connect-src keeps the SDK from ${missing.join(' and ')}`,
          fix: `Add it. ${build}`,
        },
    unsafe.length === 0
      ? { state: 'good', says: 'The policy runs only scripts of the shop' }
      : {
          state: 'warning',
          says: `script-src allows ${unsafe.join(' ')}`,
          fix: `Use nonces; the SDK needs none of it. ${build}`,
        },
  ];
}

/** What lets scripts run that are not the shop's; with a nonce or a digest beside it, 'unsafe-inline' counts for nothing. */
function unsafeOf(sources: readonly string[]): readonly string[] {
  const isNonced = sources.some((source) => /^'(?:nonce|sha\d{3})-/.test(source));
  return sources.filter(
    (source) => source === "'unsafe-eval'" || source === '*' || (source === "'unsafe-inline'" && !isNonced),
  );
}

function judgeSecrets({ html }: Page): Finding {
  const [found] = findSecrets(html);
  if (found === undefined)
    return { state: 'good', says: 'The page holds no secret; fanfare scan looks into its scripts' };
  return { state: 'bad', says: `The page holds a ${found.kind}: ${found.shown}`, fix: found.fix };
}
