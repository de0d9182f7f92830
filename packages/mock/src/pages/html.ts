/** A piece of HTML that may stand in a page as it is. */
export interface Html {
  readonly html: string;
}

/** Writes HTML; every value that is not itself HTML is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const written = values.map((value) => (typeof value === 'string' ? escape(value) : value.html));
  return { html: parts.reduce((text, part, index) => `${text}${written[index - 1] ?? ''}${part}`) };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
