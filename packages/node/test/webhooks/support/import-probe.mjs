// Runs in a process of its own: says what an import loads and which costly globals it touches.
import { registerHooks } from 'node:module';

const loaded = [];
registerHooks({
  resolve(specifier, context, next) {
    const fromSource = context.parentURL?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(specifier);
    return next(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});

const touched = [];
for (const name of ['Request', 'Response', 'Headers', 'FormData', 'WebSocket', 'fetch']) {
  const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get() {
      touched.push(name);
      return get === undefined ? value : get.call(globalThis);
    },
  });
}

const [specifier = '', script = ''] = process.argv.slice(2);
const module = await import(specifier);
const source = `export default async (module) => { ${script} };`;
const { default: run } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
await run(module);
console.log(JSON.stringify({ loaded, touched, pending: process.getActiveResourcesInfo() }));
