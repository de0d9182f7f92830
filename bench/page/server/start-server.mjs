import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createWorld } from './create-world.mjs';

/**
 * Serves the pages of all peers and the strict server they talk to. Each world is an origin of its own, `http://w1.localhost:…`,
 * so that many can run at once and none sees the storage or the connections of another.
 */
export async function startServer(bundles) {
  const worlds = new Map();
  const pages = new Map([...bundles].map(([name, bundle]) => [name, page(name, bundle)]));
  const assets = new Map(
    [...bundles].flatMap(([name, { files }]) => [...files].map((file) => asset(name, file))),
  );
  let opened = 0;
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();

  async function serve(incoming, outgoing) {
    const { pathname, searchParams } = new URL(incoming.url, 'http://localhost');
    const world = worlds.get(incoming.headers.host?.split('.')[0]);
    if (world === undefined) return outgoing.writeHead(404).end();
    const [, folder, peer, file] = decodeURIComponent(pathname).split('/');
    if (pathname === '/bench') return send(outgoing, pages.get(searchParams.get('peer')));
    if (folder === 'bundles') return send(outgoing, assets.get(`${peer}/${file}`) ?? { status: 404 });
    const body = readForm(await readText(incoming));
    const { method, headers } = incoming;
    const found = await world.answer({ method, path: pathname, query: searchParams, headers, body });
    if (found === 'nothing') return;
    if (found === 'cut' || found === undefined) return outgoing.destroy();
    return send(outgoing, { ...found, type: 'application/json', body: JSON.stringify(found.body ?? {}) });
  }

  return {
    open(options) {
      opened += 1;
      const name = `w${opened}`;
      const world = createWorld({ ...options, origin: `http://${name}.localhost:${port}` });
      worlds.set(name, world);
      return world;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As a shop's bundler writes it: what the entry imports is named in the page, so that it loads at once. */
function page(name, { first }) {
  const folder = `/bundles/${encodeURIComponent(name)}`;
  const preloads = first.map((file) => `<link rel="modulepreload" href="${folder}/${file}">`).join('');
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><title>${name}</title><link rel="icon" href="data:,">${preloads}<script type="module" src="${folder}/entry.js"></script>`,
  };
}

function asset(name, [file, text]) {
  return [
    `${name}/${file}`,
    { type: 'text/javascript', headers: { 'content-encoding': 'gzip' }, body: gzipSync(text, { level: 9 }) },
  ];
}

/** Connections are not kept: Chromium by itself sends a POST again on a kept one that dies, which would count against the peer. */
function send(outgoing, { status = 200, headers = {}, type = 'text/plain', body = '', isCut = false }) {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-store',
    connection: 'close',
    ...headers,
  });
  if (!isCut) return outgoing.end(bytes);
  return outgoing.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => outgoing.destroy(), 5));
}

async function readText(incoming) {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function readForm(text) {
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}
