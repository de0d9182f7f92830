import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Serves the worker of a configuration, asks it to run the suite, and tells whether all of it passed. */
export async function runWorker(name, { project, workerd, given }) {
  const child = spawn(workerd, ['serve', '--control-fd=3', `${name}.capnp`], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  try {
    const answer = await fetch(`http://127.0.0.1:${await portOf(child)}/`, { method: 'POST', body: given });
    const { hasNode, passed, failures } = await answer.json();
    for (const failure of failures) console.error(failure);
    const has = hasNode ? 'with the modules of Node' : 'without them';
    console.log(`workerd, ${has}: ${passed} checks passed, ${failures.length} failed`);
    return failures.length === 0 && hasNode === (name === 'worker-with-node');
  } finally {
    child.kill();
  }
}

async function portOf(child) {
  for await (const line of createInterface({ input: child.stdio[3] })) {
    const { event, port } = JSON.parse(line);
    if (event === 'listen') return port;
  }
  throw new Error('workerd did not start.');
}
