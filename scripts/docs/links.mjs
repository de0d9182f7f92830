/** The links of a Markdown text that lead to files or headings of the repository: target and line. */
export function linksIn(markdown) {
  const prose = markdown.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replaceAll(/[^\n]/g, ' '));
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)]
    .map(({ 1: link, 2: attribute, index }) => ({
      target: link ?? attribute,
      line: prose.slice(0, index).split('\n').length,
    }))
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:|^\//.test(target));
}

/** The anchors of a Markdown text: of its headings, as code hosts make them, and of ids that are written out. */
export function anchorsIn(markdown) {
  const prose = markdown.replaceAll(/```[\s\S]*?```/g, '');
  const seen = new Map();
  const headings = [...prose.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading]) => {
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  const ids = [...prose.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, id]) => id);
  return new Set([...headings, ...ids]);
}

function slugOf(heading) {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
