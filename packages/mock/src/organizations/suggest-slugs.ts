/** How many suggestions are made. */
const suggestions = 3;
const longest = 64;
const endings = ['shop', 'store', 'official', 'online'];

/** Suggests slugs that are like the one that is taken, and free. */
export function suggestSlugs(slug: string, isFree: (slug: string) => boolean): string[] {
  const free: string[] = [];
  for (let round = 1; free.length < suggestions; round += 1) {
    const ending = endings[round - 1] ?? String(round - endings.length + 1);
    const suggestion = withEnding(slug, ending);
    if (isFree(suggestion)) free.push(suggestion);
  }
  return free;
}

function withEnding(slug: string, ending: string): string {
  const start = slug.slice(0, longest - ending.length - 1).replace(/-+$/, '');
  return `${start}-${ending}`;
}
