// Fills the template with data, as the binary does: node fill.mjs DATA.json OUT.html [TEMPLATE.html]

import { readFileSync, writeFileSync } from 'node:fs';

const marker = '<script id="smolny-data" type="application/json">{}</script>';

export function fill(template, json) {
  const parts = template.split(marker);
  if (parts.length !== 2) throw new Error('the template must hold the data marker exactly once');
  return parts.join(marker.replace('{}', () => json.replaceAll('<', '\\u003c')));
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const [, , data, out, template = new URL('dist/report.html', import.meta.url)] = process.argv;
  if (!data || !out) {
    console.error('usage: node fill.mjs DATA.json OUT.html [TEMPLATE.html]');
    process.exit(2);
  }
  writeFileSync(out, fill(readFileSync(template, 'utf8'), readFileSync(data, 'utf8').trim()));
}
