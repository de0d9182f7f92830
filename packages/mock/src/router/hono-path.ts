import { servicePath } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';

/** Writes the path of an operation in Hono's way: `/queues/{queueId}` becomes `/consumer/api/queues/:queueId`. */
export function honoPath({ service, path, params }: Operation): string {
  const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `:${name}${allowedValues(params, name)}`);
  return servicePath(service) + named;
}

/** A parameter with a closed list of values matches those only, so that anything else is simply not found. */
function allowedValues(params: Operation['params'], name: string): string {
  const def = params?._zod.def as { shape?: Record<string, { _zod: { def: EnumDef } }> } | undefined;
  const entries = def?.shape?.[name]?._zod.def.entries;
  return entries === undefined ? '' : `{${Object.values(entries).join('|')}}`;
}

interface EnumDef {
  readonly entries?: Readonly<Record<string, string>>;
}
