import { groupOf } from '../../../contract/scripts/source/read-contract.mjs';

/**
 * The groups of the Admin service as a flat list, each with its rows and the groups right below it:
 * `admin.products.variants` becomes the file `products-variants`, with `createAdminProductsVariants` in it.
 */
export function readGroups({ rows, groups }) {
  const flat = groups
    .filter(({ name }) => name.startsWith('admin.'))
    .map(({ name, description }) => ({
      id: name,
      description,
      member: name.slice(name.lastIndexOf('.') + 1),
      file: kebab(name),
      type: `${pascal(name)}Resource`,
      create: `create${pascal(name)}`,
      rows: rows.filter((row) => groupOf(row) === name),
    }));
  return flat.map((group) => ({ ...group, children: flat.filter(({ id }) => groupOf({ id }) === group.id) }));
}

/** The groups that stand right below `fanfare.admin`. */
export function topGroups(groups) {
  return groups.filter(({ id }) => groupOf({ id }) === 'admin');
}

function kebab(name) {
  return name
    .replace('admin.', '')
    .replaceAll('.', '-')
    .replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function pascal(name) {
  return name
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
