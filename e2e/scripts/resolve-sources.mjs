// Lets Node run the packages from their sources, which name each other's files as they are called once built.
// node --conditions=@fanfare/source --import ./scripts/resolve-sources.mjs <script>
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!specifier.endsWith('.js')) throw error;
      return next(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
});
