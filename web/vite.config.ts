import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the binary looks for; its content is replaced by the data. */
const marker = '<script id="smolny-data" type="application/json">{}</script>';

/** Puts script and style into the page, so that one file is the whole report. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((part) => part.fileName === 'index.html');
      if (page?.type !== 'asset') throw new Error('the build made no index.html');
      let style = '';
      let script = '';
      for (const part of Object.values(bundle)) {
        if (part === page) continue;
        if (part.type === 'chunk') script += part.code;
        else if (part.fileName.endsWith('.css')) style += part.source;
        else throw new Error(`the page must stand alone, but the build made ${part.fileName}`);
        delete bundle[part.fileName];
      }
      const html = String(page.source)
        .replace(/<script [^>]*src=[^>]*><\/script>\s*/g, '')
        .replace(/<link [^>]*rel="stylesheet"[^>]*>\s*/g, '')
        .replace('</head>', () => `<style>${style.replaceAll('</style', '<\\/style')}</style>\n</head>`)
        .replace('</body>', () => `<script type="module">${script.replaceAll('</script', '<\\/script')}</script>\n</body>`);
      if (html.split(marker).length !== 2) throw new Error('the page must hold the data marker exactly once');
      page.source = html;
      page.fileName = 'report.html';
    },
  };
}

export default defineConfig({
  plugins: [svelte(), oneFile()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
});
