/** Names what a tab keeps of the limits that were set in it. */
export function rebidsName(namespace: string): string {
  return `fanfare:rebids:${namespace}`;
}
