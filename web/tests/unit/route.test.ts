import { expect, test } from 'vitest';
import type { ReportData } from '../../src/data';
import { pagesOf, parseRoute } from '../../src/lib/route';

const report = (...contested: boolean[]) => ({ places: contested.map((c) => ({ contested: c })) }) as ReportData;

test('a report has a map where sides contend for a place', () => {
  expect(pagesOf(report(false, true)).map((p) => p.id)).toContain('map');
  expect(pagesOf(report(false)).map((p) => p.id)).not.toContain('map');
  expect(pagesOf(null).map((p) => p.id)).toContain('overview');
});

test('a page that a report does not have leads to its overview', () => {
  expect(parseRoute('#map/41/14400', pagesOf(report(true)))).toEqual({ page: 'map', args: ['41', '14400'] });
  expect(parseRoute('#map/41', pagesOf(report(false))).page).toBe('overview');
  expect(parseRoute('#nonsense').page).toBe('overview');
});
