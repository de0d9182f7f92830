/**
 * Changes a tree into another one with as little as possible: what was typed, the focus, and a bar under way stay. Elements are
 * the same where tag and `data-key` are.
 */
export function morph(from: Element, to: Element): void {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  const wanted = [...to.childNodes];
  const present = [...from.childNodes];
  for (const [index, next] of wanted.entries()) {
    const old = present[index];
    if (old === undefined) from.append(next);
    else if (!isSame(old, next)) old.replaceWith(next);
    else if (old instanceof Element && next instanceof Element) morph(old, next);
    else if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
  }
  for (const rest of present.slice(wanted.length)) rest.remove();
}

function isSame(old: Node, next: Node): boolean {
  if (old.nodeName !== next.nodeName) return false;
  if (!(old instanceof Element) || !(next instanceof Element)) return true;
  return old.getAttribute('data-key') === next.getAttribute('data-key');
}
