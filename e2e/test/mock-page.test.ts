import { startMockServer } from '@fanfare/mock/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBusyMock, type BusyMock } from '../src/busy-mock.ts';
import { launchChromium } from '../src/chromium.ts';

const hostile = `<img src=x onerror="document.title='taken'"> & </li><script>document.title='taken'</script>`;

let browser: Browser;
let busy: BusyMock;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  busy = await startBusyMock({ now: '2026-11-22T10:00:00Z', flow: false, seed: 7 });
  page = await openPage(busy.mock.url);
});
afterEach(async () => {
  await page.close();
  await busy.close();
});

/** Opens the page, and writes down whatever the browser complains about. */
async function openPage(url: string, width = 1280): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width, height: 900 } });
  complaints = [];
  opened.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  opened.on('pageerror', (error) => complaints.push(String(error)));
  await opened.goto(`${url}/__mock`);
  await opened.locator('#link[data-state=live]').waitFor();
  return opened;
}
const line = (): string => busy.mock.platform.world.organizations[0].queue.id;
const room = () => page.getByRole('list', { name: 'People in The line for Aurora One' }).first();

describe('the page of the mock', () => {
  it('G2: loads under its own policy without a complaint, and from nowhere else', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));

    await page.reload();
    await page.locator('#link[data-state=live]').waitFor();

    expect(new Set(asked)).toEqual(new Set([busy.mock.url]));
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe('Fanfare mock');
  });

  it('shows a shopper who enters a queue, and admits them when the clock is moved', async () => {
    const ada = await busy.member('Ada Lovelace');
    await ada.call('POST', `/queues/${line()}/enter`);

    const entry = room().getByRole('listitem').filter({ hasText: 'Ada Lovelace' });
    await entry.filter({ hasText: 'queued' }).waitFor();
    const waiting = await entry.innerText();
    await page.getByRole('button', { name: '+1 min, advance one minute' }).click();
    await entry.filter({ hasText: 'granted' }).waitFor();

    expect(waiting.replaceAll(/\s+/g, ' ')).toBe('1. Ada Lovelace queued');
    await page.getByText('10:01:00').waitFor();
    expect(await page.getByRole('region', { name: 'Sessions' }).innerText()).toContain('generation 1');
    expect(await page.getByRole('region', { name: 'Requests' }).innerText()).toContain('queues.enter');
    expect(complaints).toEqual([]);
  });

  it('G10: leaves hostile names text', async () => {
    const mallory = await busy.member(hostile);
    await mallory.call('POST', `/queues/${line()}/enter`);

    const entry = room().getByRole('listitem').filter({ hasText: 'onerror' });
    await entry.waitFor();

    expect(await entry.locator('.name').textContent()).toBe(hostile);
    expect(await page.locator('#sessions .title').first().textContent()).toBe(hostile);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toBe('Fanfare mock');
    expect(complaints).toEqual([]);
  });

  it('makes things go wrong from the keyboard, and shows what did', async () => {
    const guest = await busy.guest();
    const outage = page.getByRole('switch', { name: 'platform-outage' });
    await outage.focus();
    await page.keyboard.press('Space');
    await page.locator('[role=switch][aria-checked=true]').waitFor();

    await guest.call('GET', `/queues/${line()}/status`);
    const request = page.locator('#requests li').filter({ hasText: 'service_unavailable' });
    await request.waitFor();

    expect(await request.innerText()).toContain('503');
    await page.locator('#strikes li').filter({ hasText: 'platform-outage' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'platform-outage',
    );
    await page.keyboard.press('Space');
    await page.locator('[role=switch][aria-checked=true]').waitFor({ state: 'detached' });
  });

  it('asks for one fault, and takes it back', async () => {
    await page.getByLabel('Fault', { exact: true }).selectOption('lost-answer');
    await page.getByLabel('Operation').selectOption('queues.enter');
    await page.getByRole('button', { name: 'Let it strike' }).click();

    const armed = page.locator('#armed li').filter({ hasText: 'answer lost' });
    await armed.waitFor();
    expect(busy.mock.platform.faultLog.strikes).toEqual([]);
    expect(await armed.innerText()).toContain('queues.enter · 1 more');
    await page.getByRole('button', { name: 'End answer lost' }).click();
    await armed.waitFor({ state: 'detached' });
  });

  it('shows deliveries with their attempts, codes and orders as they come', async () => {
    await busy.receiveWebhooks([503, 200]);
    const guest = await busy.guest();
    await guest.call('POST', '/auth/otp/request', { email: 'ada@example.com' });
    const delivery = page.locator('#deliveries li').filter({ hasText: 'consumer.created' });
    await delivery.filter({ hasText: '503' }).waitFor();

    await delivery.getByRole('button', { name: 'Send consumer.created again' }).click();
    await delivery.filter({ hasText: 'delivered' }).waitFor();

    expect(await delivery.innerText()).toContain('2 attempts');
    const code = page.locator('#mail li').filter({ hasText: 'ada@example.com' });
    expect(await code.innerText()).toContain(busy.mock.platform.otpFor('ada@example.com'));
  });

  it.each([390, 1280])('names everything, and fits a window %i wide', async (width) => {
    const grace = await busy.member('Grace Hopper');
    await grace.call('POST', `/queues/${line()}/enter`);
    await page.setViewportSize({ width, height: 844 });
    await room().getByText('Grace Hopper').waitFor();

    const found = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      lang: document.documentElement.lang,
      headings: document.querySelectorAll('h1').length,
      unnamed: [...document.querySelectorAll('button, select, section, [role=switch]')]
        .filter((element) => {
          const { ariaLabel, textContent } = element;
          const labelledBy = document.getElementById(element.getAttribute('aria-labelledby') ?? '');
          const isField = element instanceof HTMLSelectElement;
          const label = isField ? element.labels[0]?.textContent : textContent;
          return (ariaLabel ?? labelledBy?.textContent ?? label ?? '').trim() === '';
        })
        .map(({ outerHTML }) => outerHTML),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    }));

    expect(found).toMatchObject({ overflow: 0, lang: 'en', headings: 1, unnamed: [] });
    expect(new Set(found.ids).size).toBe(found.ids.length);
    expect(await page.getByRole('status').innerText()).toBe('Live');
    expect(await page.getByRole('main').count()).toBe(1);
  });

  it('says that it reconnects, and goes on by itself', async () => {
    const { port } = new URL(busy.mock.url);
    await busy.mock.close();
    await page.getByRole('status').filter({ hasText: 'Reconnecting…' }).waitFor();
    await page.getByRole('button', { name: 'Advance one hour' }).click();
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();

    const next = await startMockServer({ port: Number(port), now: '2026-12-24T18:00:00Z', flow: false });
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();

    await page.getByText('18:00:00').waitFor();
    await next.close();
  });
});
