// Protects: "the recipes that hand webhooks to a queue work". Installs the packed packages beside BullMQ and pg-boss,
// outside of the repository, and runs the recipes and the example against a real Redis and a real PostgreSQL.
import { connect } from 'node:net';
import { runFixture } from './steps/run-fixture.mjs';

const services = {
  PostgreSQL: process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test',
  Redis: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
};

const missing = [];
for (const [name, url] of Object.entries(services)) if (!(await listens(new URL(url)))) missing.push(name);
if (missing.length > 0)
  console.log(`SKIPPED: the recipes for queues: ${missing.join(' and ')} cannot be reached`);
else {
  const codes = [
    runFixture('webhook-queues'),
    runFixture('examples/webhooks-bullmq', { packages: ['contract', 'core', 'node', 'mock'] }),
  ];
  process.exitCode = Math.max(...codes);
}

function listens({ hostname, port, protocol }) {
  const fallback = protocol === 'redis:' ? 6379 : 5432;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: port === '' ? fallback : Number(port) });
    const end = (answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
