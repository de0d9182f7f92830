// Loads what knows the class of an error from its TypeScript source, so that generating needs no build.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const core = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'core', 'src')).href;

registerHooks({
  resolve(specifier, context, next) {
    if (context.parentURL?.startsWith(core) !== true) return next(specifier, context);
    const conditions = [...context.conditions, '@fanfare/source'];
    return next(specifier.replace(/^(\..*)\.js$/, '$1.ts'), { ...context, conditions });
  },
});

export const { errorFromAnswer } = await import(`${core}/errors/error-from-answer.ts`);
