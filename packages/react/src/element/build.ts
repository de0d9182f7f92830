/** A child of an element; what is no text and no node is left out. */
export type Child = Node | string | null | false | undefined;

/** What an element is made with: `false` and what is missing leave an attribute out, `true` makes it empty. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Builds an element. Children become text nodes, so that nothing of a platform or a merchant becomes markup. */
export function build(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}
