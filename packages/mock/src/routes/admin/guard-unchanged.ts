import { refuse } from '../../refusal.js';

/** @throws {MockRefusal} `conflict` where something would change that had its effect already. */
export function guardUnchanged<Row extends object, Name extends keyof Row & string>(
  row: Row,
  {
    patch,
    names,
  }: { readonly patch: Readonly<Partial<Record<Name, unknown>>>; readonly names: readonly Name[] },
): void {
  const late = names.filter((name) => patch[name] !== undefined && patch[name] !== row[name]);
  if (late.length === 0) return;
  refuse('conflict', `This had its effect already and stays as it is: ${late.join(', ')}.`);
}
