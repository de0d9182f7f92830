import { topGroups } from './read-groups.mjs';
import { renderComment } from './render-comment.mjs';

/** Writes what `fanfare.admin` is made of. */
export function renderCreateAdmin(groups) {
  const top = topGroups(groups);
  return `
import type { Operate } from '../resources/operate.js';
${top.map(({ create, type, file }) => `import { ${create}, type ${type} } from './${file}.js';`).join('\n')}

/** The Admin service: everything that a merchant sets up and looks into. */
export interface AdminResource {
${top.map(({ description, member, type }) => `${renderComment([description])}\nreadonly ${member}: ${type};`).join('\n')}
}

/** Creates the resource. */
export function createAdmin(operate: Operate): AdminResource {
  return {
${top.map(({ member, create }) => `${member}: ${create}(operate),`).join('\n')}
  };
}
`;
}
