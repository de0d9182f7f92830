/**
 * Makes an element. What is given as text stays text: nothing here ever turns data into markup.
 *
 * @param {string} name
 * @param {Readonly<Record<string, string | number | boolean | undefined>>} [attributes] `false` and `undefined` leave one out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(attribute, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}
