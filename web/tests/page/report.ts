// Opens a filled report as a reader would, from the disk, and watches for anything that it should not do.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import type { ReportData } from '../../src/data';
import { fill } from '../../fill.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const sample = JSON.parse(readFileSync(here('../../fixtures/sample.json'), 'utf8')) as ReportData;
const template = readFileSync(here('../../dist/report.html'), 'utf8');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Writes a report with these data and gives its address. */
export function write(name: string, data: unknown): string {
  mkdirSync(here('../../test-results/pages'), { recursive: true });
  const path = here(`../../test-results/pages/${name}-${process.pid}.html`);
  writeFileSync(path, fill(template, JSON.stringify(data)));
  return pathToFileURL(path).href;
}

export const pages = ['overview', 'when', 'courses', 'map', 'history', 'whatif', 'score', 'basis', 'lesson', 'glossary'];

/** Everything that axe finds, as short lines. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
  return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`));
}

export const test = base.extend<{ open: (hash?: string, data?: unknown) => Promise<Page>; watched: string[] }>({
  // Requests beyond the file itself, errors and warnings: each fails the test.
  watched: [
    async ({ page }, use) => {
      const seen: string[] = [];
      page.on('request', (r) => {
        if (!r.url().startsWith('file:') && !r.url().startsWith('data:')) seen.push(`request: ${r.url()}`);
        else if (r.resourceType() !== 'document') seen.push(`request: ${r.url().slice(0, 80)}`);
      });
      page.on('pageerror', (e) => seen.push(`error: ${e.message}`));
      page.on('console', (m) => {
        if (m.type() === 'error' || m.type() === 'warning') seen.push(`${m.type()}: ${m.text()}`);
      });
      await use(seen);
      expect(seen).toEqual([]);
    },
    { auto: true },
  ],
  open: async ({ page }, use, info) => {
    await use(async (hash = '', data = sample) => {
      await page.goto(write(`t${info.workerIndex}-${info.testId}`, data) + (hash ? `#${hash}` : ''));
      return page;
    });
  },
});
export { expect };
