import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileTexts } from '../src/hostile-texts.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

declare global {
  var pwned: boolean | undefined;
  var violations: string[];
}

// What the page itself must do: its one script, calls to the platform, and nothing else.
const contentSecurityPolicy =
  "default-src 'none'; script-src {nonce}; connect-src *; img-src data:; base-uri 'none'; require-trusted-types-for 'script'";

let open: E2eWorld;
let strict: E2eWorld;
beforeAll(async () => {
  const extra = `import * as notices from '@fanfare/browser/notices'; globalThis.notices = notices;`;
  [open, strict] = await Promise.all([openWorld({ extra }), openWorld({ extra, contentSecurityPolicy })]);
});
afterAll(() => Promise.all([open.close(), strict.close()]));

/** Lets the platform tell of what has hostile words in every field. */
function poison({ mock }: E2eWorld): string {
  const { experience } = mock.platform.world.organizations[0];
  const at = '2026-11-22T10:00:00.000Z';
  const activities = hostileTexts.flatMap((text) => [
    { activityId: text, kind: 'entered', mechanism: text, at },
    { activityId: 'act_1', kind: text, mechanism: 'queue', at },
  ]);
  const body = `{"experienceId":"${experience.id}","__proto__":{"polluted":true},"activities":${JSON.stringify(activities)},"counts":{"entered":1}}`;
  mock.platform.fault({ operation: 'activity.feed', status: 200, body, times: 1 });
  return experience.id;
}

/** Shows the feed in the documented way; or as nobody should, to see that the payloads are live. */
async function show(tab: Page, experienceId: string, how: 'documented' | 'as markup'): Promise<string[]> {
  return tab.evaluate(
    async ({ id, isMarkup }) => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
      const { activities } = await globalThis.fanfare.activity.feed(id);
      const list = document.body.appendChild(document.createElement('ul'));
      for (const item of activities) {
        const { mechanism, activityId } = item as { mechanism: string; activityId: string };
        const notice = globalThis.notices.activityNotice(item, {
          texts: { entered: 'Somebody came into {subject}' },
          subject: mechanism,
          href: activityId,
        });
        if (notice === null) continue;
        const entry = list.appendChild(document.createElement('li'));
        if (isMarkup) {
          entry.innerHTML = mechanism;
          continue;
        }
        entry.title = notice.activityId;
        const link = document.createElement('a');
        link.textContent = notice.text;
        if (notice.link !== null) Object.assign(link, notice.link);
        entry.append(link);
      }
      await new Promise((resolve) => setTimeout(resolve, 300)); // what has a handler for its own failure has failed by now
      return Array.from(list.querySelectorAll('li'), ({ textContent }) => textContent);
    },
    { id: experienceId, isMarkup: how === 'as markup' },
  );
}

describe('G10: what others wrote, in a real browser', () => {
  it.each([
    ['without a policy', () => open],
    ['with a strict policy', () => strict],
  ])('is text, and nothing runs, %s', async (_, worldOf) => {
    const world = worldOf();
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    const errors: string[] = [];
    tab.on('pageerror', ({ message }) => errors.push(message));
    const shown = await show(tab, poison(world), 'documented');

    const found = await tab.evaluate(() => ({
      pwned: globalThis.pwned ?? false,
      polluted: 'polluted' in {},
      violations: globalThis.violations,
      names: [...new Set(Array.from(document.body.querySelectorAll('*'), ({ localName }) => localName))],
      schemes: [
        ...new Set(Array.from(document.querySelectorAll<HTMLAnchorElement>('a[href]'), (a) => a.protocol)),
      ],
      rels: [...new Set(Array.from(document.querySelectorAll<HTMLAnchorElement>('a[href]'), (a) => a.rel))],
    }));
    await context.close();

    expect(shown).toHaveLength(hostileTexts.length);
    expect(shown.filter((text) => text.includes('<script>'))).not.toEqual([]);
    expect(found).toEqual({
      pwned: false,
      polluted: false,
      violations: [],
      names: ['ul', 'li', 'a'],
      schemes: ['http:'], // words that are no address lead to the shop itself
      rels: ['noopener'],
    });
    expect(errors).toEqual([]);
  });

  it('would run, if it were taken for markup', async () => {
    const { context, tabs } = await open.openTabs(1);
    await show(tabs[0]!, poison(open), 'as markup');

    expect(await tabs[0]!.evaluate(() => globalThis.pwned)).toBe(true);
    await context.close();
  });
});
