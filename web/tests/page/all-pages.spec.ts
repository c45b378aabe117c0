// What holds of every page: no network, no errors, axe finds nothing, nothing sticks out, headings and focus.

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { axeFindings, expect, pages, sample, test } from './report';

for (const scheme of ['light', 'dark'] as const) {
  for (const id of pages) {
    test(`${id} in ${scheme}: axe finds nothing`, async ({ page, open }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await open(id);
      await expect(page.locator(`#page-${id} h2`)).toBeVisible();
      for (const details of await page.locator('details:visible').all()) await details.evaluate((d) => d.setAttribute('open', ''));
      expect(await axeFindings(page)).toEqual([]);
    });
  }
}

for (const width of [360, 768, 1280]) {
  test(`nothing sticks out at ${width} pixels`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: 800 });
    await open();
    for (const id of pages) {
      await page.evaluate((hash) => (location.hash = hash), id);
      await expect(page.locator(`#page-${id}`)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), id).toBeLessThanOrEqual(0);
    }
  });
}

test('the links lead to the pages, move the focus to the heading and name the tab', async ({ open }) => {
  const page = await open();
  const nav = page.getByRole('navigation', { name: 'Pages of the report' });
  for (const name of ['When', 'Map', 'One history', 'What if', 'Score', 'What it rests on', 'Lesson', 'Glossary', 'Overview']) {
    await nav.getByRole('link', { name, exact: true }).click();
    const heading = page.getByRole('heading', { level: 2, name, exact: true });
    await expect(heading).toBeFocused();
    await expect(nav.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
    await expect(page).toHaveTitle(new RegExp(`^${name} · `));
  }
});

test('the first Tab reaches a link past the navigation', async ({ open }) => {
  const page = await open('score');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Score' })).toBeFocused();
});

test('all pages go to print', async ({ open }) => {
  const page = await open('glossary');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  for (const id of pages) await expect(page.locator(`#page-${id} h2`)).toBeVisible();
});

test('the empty template says what it is', async ({ open }) => {
  const page = await open('', {});
  await expect(page.getByText('This is the empty template.')).toBeVisible();
});

test('text from the data is text, and never markup', async ({ open }) => {
  const page = await open('', { ...sample, run: { ...sample.run, name: '</script><img src=x onerror=alert(1)> & <b>' } });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('</script><img src=x onerror=alert(1)> & <b>');
});

test('a small scenario without map, twins, score, record or second calendar still makes a report', async ({ open }) => {
  const small = {
    ...sample,
    fixture: null,
    run: { ...sample.run, calendar: null, capital: { name: 'Elsewhere', lat: 10, lon: 10 } },
    outcomes: sample.outcomes.filter((o) => o.kind === 'boolean').map(({ record: _, headline: __, ...o }) => o),
    grid: null, districts: [], places: [], histories: [], twins: [], score: null, patterns: [], prior_predictive: [],
    blind: null, readings: null, dated: null, lesson: null, parameters: [], mechanisms: [], glossary: [], sources: [],
  };
  const page = await open('', small);
  for (const id of pages.filter((p) => p !== 'map')) {
    await page.evaluate((hash) => (location.hash = hash), id);
    await expect(page.locator(`#page-${id} h2`)).toBeVisible();
  }
  await expect(page.locator('header')).toContainText('27 Oct 1917 to 15 Nov 1917');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Map' })).toHaveCount(0);
  await page.evaluate(() => (location.hash = 'map'));
  await expect(page.locator('#page-overview h2')).toBeVisible();
});

const real = process.env.SMOLNY_REPORT;
test('the report given opens, keeps the contract and is clean', async ({ page }) => {
  test.skip(!real || !existsSync(real), 'SMOLNY_REPORT names no report');
  await page.goto(pathToFileURL(real!).href);
  for (const id of pages) {
    await page.evaluate((hash) => (location.hash = hash), id);
    await expect(page.locator(`#page-${id} h2`)).toBeVisible();
    expect(await axeFindings(page), id).toEqual([]);
  }
  await expect(page.getByText('Faults in the data of this page')).toHaveCount(0);
});
