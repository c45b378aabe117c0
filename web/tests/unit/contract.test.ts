// The fixture keeps the contract; so does any report data named by SMOLNY_REPORT_DATA.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReportData } from '../../src/data';
import { problems } from '../../src/lib/check';
import { glossary, kindGroups } from '../../src/lib/words';

const load = (path: string | URL) => JSON.parse(readFileSync(path, 'utf8')) as ReportData;
const sample = load(new URL('../../fixtures/sample.json', import.meta.url));

test('the fixture keeps the contract and says that it is one', () => {
  expect(problems(sample)).toEqual([]);
  expect(sample.fixture).toBeTruthy();
});

test.runIf(process.env.SMOLNY_REPORT_DATA)('the data given keep the contract', () => {
  expect(problems(load(process.env.SMOLNY_REPORT_DATA!))).toEqual([]);
});

test('every broken reference is found', () => {
  const broken = structuredClone(sample);
  broken.places[0]!.district = 'atlantis';
  broken.outcomes.find((o) => o.kind === 'category')!.shares = { a: 0.7 };
  broken.histories[0]!.events[0]!.causes = [{ event: 5 }];
  broken.histories[0]!.events[1]!.side = 'third';
  broken.parameters[0]!.sources = ['NOBODY'];
  broken.grid!.held[broken.places[0]!.id] = { [broken.camps[0]!.id]: '0x3' };
  broken.lesson!.bets[0]!.outcome = 'weather';
  expect(problems(broken)).toEqual([
    expect.stringContaining('shares add up'),
    expect.stringContaining("no 'atlantis'"),
    expect.stringContaining("no 'NOBODY'"),
    expect.stringContaining('3 values'),
    expect.stringContaining('cause 5 is not earlier'),
    expect.stringContaining("no 'third'"),
    expect.stringContaining("no 'weather'"),
    expect.stringContaining("no value 'broad'"),
  ]);
});

test('kinds of event lie in one group each', () => {
  const kinds = kindGroups.flatMap((g) => g.kinds);
  expect(new Set(kinds).size).toBe(kinds.length);
});

test('the scenario\'s own word wins in the glossary', () => {
  const terms = glossary({ ...sample, glossary: [{ term: 'twin', text: 'ours' }] });
  expect(terms.scenario).toEqual([{ term: 'twin', text: 'ours' }]);
  expect(terms.general.some((t) => t.term === 'Twin')).toBe(false);
});

test('a term given twice stands once in the glossary', () => {
  const terms = glossary({ ...sample, glossary: [{ term: 'Soviet', text: 'the first' }, { term: 'soviet', text: 'the second' }] });
  expect(terms.scenario).toEqual([{ term: 'Soviet', text: 'the first' }]);
});

test('sources of the lesson and probabilities of readings are looked after', () => {
  const broken = structuredClone(sample);
  broken.lesson!.sources = ['NOBODY'];
  broken.reading_claims![0]!.probability = [0.5];
  expect(problems(broken)).toEqual([expect.stringContaining("lesson: no 'NOBODY'"), expect.stringContaining('1 probabilities, not 3')]);
});
