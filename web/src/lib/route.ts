// The address bar's fragment: '#history/41/120' is history of member 41, event 120. Deep links work offline.

import type { ReportData } from '../data';

export interface Route {
  page: string;
  args: string[];
}

export const pages = [
  { id: 'overview', name: 'Overview' },
  { id: 'when', name: 'When' },
  { id: 'courses', name: 'Over time' },
  { id: 'map', name: 'Map' },
  { id: 'history', name: 'One history' },
  { id: 'whatif', name: 'What if' },
  { id: 'score', name: 'Score' },
  { id: 'basis', name: 'What it rests on' },
  { id: 'lesson', name: 'Lesson' },
  { id: 'glossary', name: 'Glossary' },
] as const;

/** The pages that a report has: a map of places is there where sides contend for any. */
export function pagesOf(data: ReportData | null) {
  return pages.filter((p) => p.id !== 'map' || (data?.places.some((place) => place.contested) ?? false));
}

export function parseRoute(hash: string, offered: readonly { id: string }[] = pages): Route {
  const [page = '', ...args] = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  return { page: offered.some((p) => p.id === page) ? page : 'overview', args };
}

/** Notes a selection in the address bar without leaving the page. */
export function noteRoute(page: string, ...args: (string | number)[]): void {
  history.replaceState(null, '', `#${[page, ...args].join('/')}`);
}
