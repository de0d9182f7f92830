/** Takes entries into a list that is in order, touching only its end: a short list joins a long one in few steps. */
export function joinInOrder<Item>(
  list: Item[],
  { items, timeOf }: { readonly items: readonly Item[]; readonly timeOf: (item: Item) => number },
): void {
  const [first] = items;
  if (first === undefined) return;
  const end: Item[] = [];
  for (let last = list.at(-1); last !== undefined && timeOf(last) > timeOf(first); last = list.at(-1)) {
    list.pop();
    end.push(last);
  }
  const joined = [...end.reverse(), ...items].sort((a, b) => timeOf(a) - timeOf(b));
  for (const item of joined) list.push(item);
}
