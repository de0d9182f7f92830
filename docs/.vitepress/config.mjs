import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vitepress';
import { withMermaid } from 'vitepress-plugin-mermaid';
import { sections } from './pages.mjs';
import { docs, readPage } from './read-page.mjs';

const repository = 'https://github.com/fanfare-io/fanfare-sdk';
const link = (page) => `/${page.replace(/README\.md$/, '').replace(/\.md$/, '')}`;

export default withMermaid(
  defineConfig({
    title: 'Fanfare',
    description:
      'Client SDKs for fair access to scarce things: queues, draws, auctions, timed releases, appointments and waitlists.',
    lang: 'en',
    cleanUrls: true,
    // Diagrams are measured outside of the page, with its own line height, and their labels would be cut off.
    // On a phone they are scrolled, where they would be too small to read.
    head: [
      [
        'style',
        {},
        '.vp-doc .mermaid p { margin: 0; line-height: inherit; } .vp-doc .mermaid { overflow-x: auto; } .vp-doc .mermaid svg { min-width: 34rem; }',
      ],
    ],
    srcExclude: ['node_modules/**'],
    rewrites: { 'reference/README.md': 'reference/index.md', 'adr/README.md': 'adr/index.md' },
    // Machines read the Markdown, at the addresses of llms.txt.
    buildEnd({ outDir }) {
      for (const page of sections.flatMap(({ pages }) => pages)) {
        mkdirSync(dirname(join(outDir, page)), { recursive: true });
        cpSync(join(docs, page), join(outDir, page));
      }
    },
    markdown: { config: (markdown) => markdown.core.ruler.push('links-to-the-repository', rewriteLinks) },
    themeConfig: {
      search: { provider: 'local' },
      nav: [
        { text: 'Start', link: '/start/browser' },
        { text: 'Guides', link: '/guides/authentication' },
        { text: 'Reference', link: '/reference/' },
      ],
      sidebar: sections.map(({ title, pages }) => ({
        text: title,
        items: pages.map((page) => ({ text: readPage(page).title, link: link(page) })),
      })),
      socialLinks: [{ icon: 'github', link: repository }],
      outline: [2, 3],
    },
  }),
);

/** Links that leave this folder lead to the repository: the pages are read there, too, where they work as they are. */
function rewriteLinks({ tokens, env }) {
  const folder = env.relativePath.split('/').slice(0, -1);
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href === null || /^(?:[a-z]+:|#|\/)/.test(href)) continue;
      const path = resolved(folder, href);
      if (path[0] === '..') token.attrSet('href', `${repository}/blob/main/${path.slice(1).join('/')}`);
    }
  }
}

/** The parts of a relative address below this folder; those above it begin with `..`. */
function resolved(folder, href) {
  const path = [...folder];
  for (const part of href.split('/')) {
    if (part === '.') continue;
    if (part === '..' && path.length > 0 && path.at(-1) !== '..') path.pop();
    else path.push(part);
  }
  return path;
}
