/** Replaces what a region shows, and keeps what was typed there and where the keyboard is. */
export function redraw(region: HTMLElement, children: readonly Node[]): void {
  const active = region.contains(document.activeElement) ? document.activeElement : null;
  const typed = new Map([...region.querySelectorAll('input')].map(({ name, value }) => [name, value]));
  region.replaceChildren(...children);
  for (const input of region.querySelectorAll('input')) input.value = typed.get(input.name) ?? '';
  if (active === null) return;
  const same = [...region.querySelectorAll<HTMLElement>('input, button, a')].find(
    (candidate) => nameOf(candidate) === nameOf(active),
  );
  (same ?? region.querySelector('h2'))?.focus();
}

function nameOf(control: Element): string {
  return control instanceof HTMLInputElement ? `input ${control.name}` : (control.textContent ?? '');
}
