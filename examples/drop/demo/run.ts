import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@fanfare/e2e/chromium';
import { attackGrants, attackWebhooks } from './attacks.ts';
import { openReport } from './report.ts';
import { guestPaysHosted, memberPaysAtTheShop, merchantLooks } from './scenes/checkout.ts';
import { joinTheLine } from './scenes/line.ts';
import { lookBack } from './scenes/look-back.ts';
import { pageReloads, tokenExpires } from './scenes/token-life.ts';
import { openShop } from './shop.ts';
import type { Stage } from './stage.ts';

const report = openReport();
const open: (() => Promise<void>)[] = [];
try {
  await play(await setStage());
} catch (error) {
  report.check(
    'the story was told to its end',
    false,
    error instanceof Error ? error.message : String(error),
  );
}
for (const close of open.reverse()) await close();
process.exitCode = report.close();

async function setStage(): Promise<Stage> {
  report.step('Mock platform, merchant backend and storefront start on free ports');
  const shop = await openShop({ live: false });
  open.push(shop.close);
  report.note(`mock ${shop.mock.url} · backend ${shop.backend.url} · storefront ${shop.storefront.url}`);
  const browser = await launchChromium();
  open.push(() => browser.close());
  report.note(`Chromium ${browser.version()}`);
  const pictures = fileURLToPath(new URL('../screenshots/', import.meta.url));
  await mkdir(pictures, { recursive: true });
  return { shop, browser, report, pictures };
}

async function play(stage: Stage): Promise<void> {
  const cast = await joinTheLine(stage);
  await tokenExpires(stage, cast);
  await pageReloads(stage, cast);
  await guestPaysHosted(stage, cast);
  const stolen = await memberPaysAtTheShop(stage, cast);
  await merchantLooks(stage);

  report.step('Somebody tries to cheat');
  await attackWebhooks(stage.shop, report);
  await attackGrants(stage.shop, stolen, report);
  await lookBack(stage, cast);
}
