import { packageConfig } from '../../scripts/tsup-config.mjs';
import { buildStandalone } from './scripts/build-standalone.mjs';

export default packageConfig(import.meta.dirname, {
  onSuccess: () => buildStandalone({ packageRoot: import.meta.dirname }),
});
