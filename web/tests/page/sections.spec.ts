// Each page does what it is for.

import { expect, sample, test } from './report';

const history = sample.histories[0]!;

test('overview: frequencies in plain words, and the record once it is asked for', async ({ open }) => {
  const page = await open();
  const show = page.getByRole('button', { name: 'Show the record' });
  await expect(show).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText('The record: yes')).toHaveCount(0);
  await show.click();
  await expect(page.getByText('The record: yes').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'more than 20 points' })).toBeVisible();
  const falls = sample.outcomes.find((o) => o.id === 'government-falls')!;
  const words = `${Math.round(1000 * falls.probability!)} of 1,000`;
  await expect(page.locator('.card', { hasText: falls.name })).toContainText(words);
  await expect(page.getByRole('img', { name: `${falls.name}: ${words} histories.` })).toBeVisible();
  const dots = page.getByRole('img', { name: /^Who governs on 27 October:/ });
  await expect(dots.locator('circle')).toHaveCount(1000);
  await page.getByText('The figures as a table').first().click();
  await expect(page.getByRole('region', { name: 'The figures as a table' })).toBeVisible();
});

test('when: bands in words, another moment, and a sample history to open', async ({ open }) => {
  const page = await open('when');
  await expect(page.getByRole('img', { name: /^The government falls: median .*; half of the histories between/ })).toBeVisible();
  await page.getByRole('button', { name: 'The first order to attack' }).click();
  await expect(page.getByRole('img', { name: /^The first order to attack: median/ })).toBeVisible();
  await page.getByRole('link', { name: `History ${history.member}`, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'One history' })).toBeVisible();
  await expect(page.getByLabel('History', { exact: true })).toHaveValue(String(history.member));
});

test('map: the slider moves by half an hour and says both calendars', async ({ open }) => {
  const page = await open('map');
  const slider = page.getByRole('slider', { name: 'Date and time' });
  await slider.focus();
  const before = Number(await slider.inputValue());
  await page.keyboard.press('ArrowRight');
  expect(Number(await slider.inputValue())).toBe(before + 30);
  await page.keyboard.press('PageDown');
  expect(Number(await slider.inputValue())).toBe(before + 30 - 360);
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^\d+ Oct \(\d+ Nov\) 1917, \d\d:\d\d$/);
});

test('map: places are reached by Tab, arrows and Enter, and say who holds them', async ({ open }) => {
  const page = await open('map');
  const map = page.getByRole('group', { name: /^Map of the places/ });
  await expect(map.locator('[role=button][tabindex="0"]')).toHaveCount(1);
  await map.locator('[data-place=winter_palace]').focus();
  await page.keyboard.press('ArrowDown');
  const focused = map.locator('[role=button]:focus');
  await expect(focused).toHaveCount(1);
  const label = (await focused.getAttribute('aria-label'))!;
  expect(label).toMatch(/: Government .*%, Soviet .*%/);
  expect(label).not.toContain('Winter Palace');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 3, name: label.split(':')[0]! })).toBeVisible();
});

test('map: one history at one minute by its address, with a raised bridge', async ({ open }) => {
  const [[, ], [raised]] = history.raised!.br_liteiny as [[number, boolean], [number, boolean]];
  const page = await open(`map/${history.member}/${raised + 30}`);
  await expect(page.locator('[data-place=br_liteiny]')).toHaveAttribute('aria-label', /held by .*, raised$/);
  await expect(page.getByText(`What happened in history ${history.member}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Whole city' }).click();
  await expect(page.locator('[data-place=obukhov]')).toBeVisible();
});

test('map: playing moves time and stops', async ({ open }) => {
  const page = await open('map');
  const slider = page.getByRole('slider', { name: 'Date and time' });
  const before = Number(await slider.inputValue());
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Pause' }).click();
  const stopped = await slider.inputValue();
  await page.waitForTimeout(300);
  expect(await slider.inputValue()).toBe(stopped);
});

test('one history: from an event by its pressures down to the source', async ({ open }) => {
  const index = history.events.findIndex((e) => e.kind === 'captured');
  const page = await open(`history/${history.member}`);
  await page.locator(`#event-${index}`).click();
  const panel = page.locator('.panel');
  await expect(panel.getByRole('heading', { level: 3 })).toHaveText(history.events[index]!.text);
  await panel.locator('summary', { hasText: 'resolve of the challengers' }).click();
  await expect(panel.getByText('confrontation.resolve').first()).toBeVisible();
  await expect(panel.getByText('Rex A. Wade').first()).toBeVisible();
  await expect(panel.getByRole('img', { name: /^A drawing of \d+ events/ })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#history/${history.member}/${index}$`));
  await panel.getByRole('button', { name: 'Earlier' }).click();
  await expect(panel.getByRole('heading', { level: 3 })).not.toHaveText(history.events[index]!.text);
  await panel.getByRole('button', { name: 'Back to the list' }).click();
  await expect(page.locator('.list button.chosen')).toBeFocused();
});

test('one history: the list narrows by weight, kind and words', async ({ open }) => {
  const page = await open(`history/${history.member}`);
  const status = page.locator('#page-history [role=status]');
  await page.getByLabel('Events', { exact: true }).selectOption({ label: 'everything recorded' });
  await expect(status).toHaveText(`${history.events.length} of ${history.events.length} recorded events are listed.`);
  await page.getByText('Kinds of event', { exact: true }).click();
  await page.getByLabel('Calendar and other').uncheck();
  await expect(page.getByText('Day breaks over the city.')).toHaveCount(0);
  await page.getByLabel('With the words').fill('State Bank');
  for (const row of await page.locator('.list li').all()) await expect(row).toContainText('State Bank');
});

test('what if: base and twin, the interval, what changed, and a miracle named as one', async ({ open }) => {
  const page = await open('whatif');
  await expect(page.getByText('Left alone, the model gives this 23')).toBeVisible();
  const row = page.getByRole('row', { name: /Broad socialist coalition/ }).first();
  await expect(row).toContainText('+24');
  await expect(row).toContainText('136 of 400');
  await expect(page.getByRole('heading', { name: /^One pair: history/ })).toBeVisible();
  await expect(page.getByText(/below each its 90 % interval/).first()).toBeVisible();
  const worlds = page.getByRole('region', { name: /^Table: history \d+ and its twin/ });
  const rows = await worlds.getByRole('row').count();
  const more = page.getByRole('button', { name: /^Also show the \d+ events/ });
  if (await more.count()) {
    await more.click();
    expect(await worlds.getByRole('row').count()).toBeGreaterThan(rows);
  }
  await page.getByRole('button', { name: 'The Cossacks come out' }).click();
  await expect(page.getByText('A miracle.')).toBeVisible();
});

test('score: three columns, and no figure that adds them up', async ({ open }) => {
  const page = await open('score');
  const table = page.getByRole('region', { name: 'Table: claims by system' });
  await expect(table.getByRole('columnheader')).toHaveText(['System', 'Given', 'Assumed', 'Forecast', 'Did not happen']);
  await expect(table.getByRole('row', { name: /S21/ })).toContainText('5 of 9');
  await page.getByText('5 claims').click();
  await page.getByLabel('Show').selectOption('never');
  await expect(page.getByRole('region', { name: 'Table: claims', exact: true }).getByRole('row')).toHaveCount(2);
});

test('what it rests on: the command, grades, parameters against claims, what was bought', async ({ open }) => {
  const page = await open('basis');
  await expect(page.getByText(sample.run.command)).toBeVisible();
  await expect(page.locator('.against')).toContainText('63 free parameters');
  await expect(page.getByRole('row', { name: /evening of the 25th/ })).toContainText('bought');
  await expect(page.getByRole('row', { name: /A planned coup against An unplanned spiral/ })).toContainText('An unplanned spiral does better');
  await expect(page.getByRole('row', { name: /An unplanned spiral against An offensive/ })).toContainText('cannot be told apart');
  await page.getByText('9 parameters, with their priors').click();
  await page.getByLabel('With the words').fill('deterrence');
  await expect(page.getByRole('region', { name: 'Table: parameters' }).getByRole('row')).toHaveCount(2);
});

test('lesson: nothing is revealed before every bet is placed', async ({ open }) => {
  const page = await open('lesson');
  const reveal = page.getByRole('button', { name: 'Reveal' });
  await expect(reveal).toBeDisabled();
  await expect(page.getByText(sample.lesson!.bets[0]!.reveal)).toHaveCount(0);
  for (const slider of await page.locator('#page-lesson input[type=range]').all()) {
    await slider.focus();
    await page.keyboard.press('PageUp');
  }
  await page.getByLabel('at least').fill('1');
  await expect(reveal).toBeDisabled();
  await page.getByLabel('at most').fill('40');
  await reveal.click();
  await expect(page.getByRole('heading', { name: 'What the histories say' })).toBeFocused();
  await expect(page.getByText(sample.lesson!.bets[0]!.reveal)).toBeVisible();
  await expect(page.getByText(/Your interval, 1 to 40, holds/)).toBeVisible();
  // What happened is shown on every page from now on.
  await expect(page.getByRole('button', { name: 'Show the record' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Bet again' }).click();
  await expect(reveal).toBeDisabled();
});

test('lesson: a clock that says which step it is', async ({ open }) => {
  const page = await open('lesson');
  const steps = page.locator('#page-lesson .steps li');
  await expect(page.locator('#page-lesson li[aria-current=step]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await expect(steps.nth(0)).toHaveAttribute('aria-current', 'step');
  await page.getByRole('button', { name: 'Next step' }).click();
  await expect(steps.nth(1)).toHaveAttribute('aria-current', 'step');
  await page.getByRole('button', { name: 'Back to the start' }).click();
  await expect(page.locator('#page-lesson li[aria-current=step]')).toHaveCount(0);
  await expect(page.getByText('S. A. Smith')).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'The Bolsheviks Come to Power' })).toBeVisible();
});

test('courses: lines with the band of the one that is chosen, shares of histories, and a map with a slider', async ({ open }) => {
  const page = await open('courses');
  const section = page.locator('#page-courses');
  await expect(section.locator('figure')).toHaveCount(5);
  const first = section.locator('figure').nth(0);
  await expect(first.getByRole('img')).toHaveAccessibleName(/The committee: median 30.% at the start, 70.% at the end; The government: median 50.% at the start/);
  const band = first.locator('path').first();
  const before = await band.getAttribute('d');
  await first.getByRole('button', { name: 'The government' }).click();
  expect(await band.getAttribute('d')).not.toBe(before);
  await expect(section.locator('figure').nth(1).getByRole('img')).toHaveAccessibleName(/Kadets in the cabinet: 100.% at the start, 40.% at the end/);
  const map = section.locator('figure').nth(3);
  await expect(map.locator('circle')).toHaveCount(6);
  const size = () => map.locator('circle').first().getAttribute('r');
  const at_the_end = await size();
  await map.getByRole('slider').fill('0');
  expect(await size()).not.toBe(at_the_end);
  await first.getByText('The figures as a table').click();
  await expect(first.getByRole('cell', { name: '–' }).first()).toBeVisible();
});

test('courses: a scenario that follows nothing says so', async ({ open }) => {
  const page = await open('courses', { ...sample, courses: null });
  await expect(page.getByText('names nothing to be followed')).toBeVisible();
});

test('glossary: a word given twice breaks nothing', async ({ open }) => {
  const page = await open('glossary', { ...sample, glossary: [...sample.glossary, ...sample.glossary] });
  await expect(page.locator('dt', { hasText: 'Preparliament' })).toHaveCount(1);
});

test('glossary: the scenario\'s words among the general ones', async ({ open }) => {
  const page = await open('glossary');
  await expect(page.locator('dt', { hasText: 'Preparliament' })).toBeVisible();
  await expect(page.locator('dt', { hasText: /^Twin$/ })).toBeVisible();
});
