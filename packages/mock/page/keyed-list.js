/**
 * Keeps the children of a list in step with items. A child whose item did not change stays as it is, so that
 * whoever selects or focuses something in it is left in peace.
 *
 * @template Item
 * @param {Element} list
 * @param {{ keyOf: (item: Item) => string, build: (item: Item) => Element }} how
 * @returns {(items: readonly Item[]) => void}
 */
export function keyedList(list, { keyOf, build }) {
  /** @type {Map<string, { text: string, element: Element }>} */
  let known = new Map();
  return function show(items) {
    const next = new Map(items.map((item) => [keyOf(item), entryOf(item)]));
    for (const [key, { element }] of known) if (next.get(key)?.element !== element) element.remove();
    let place = list.firstElementChild;
    for (const { element } of next.values()) {
      if (element === place) place = place.nextElementSibling;
      else list.insertBefore(element, place);
    }
    known = next;
  };

  /** @param {Item} item */
  function entryOf(item) {
    const text = JSON.stringify(item);
    const before = known.get(keyOf(item));
    if (before?.text === text) return before;
    const element = build(item);
    if (before?.element.contains(document.activeElement)) refocus(element);
    return { text, element };
  }
}

/**
 * Gives the focus to what took the place of the focused element, once it is in the page.
 *
 * @param {Element} element
 */
function refocus(element) {
  queueMicrotask(() => element.querySelector('button')?.focus());
}
