// Runs the suite in a worker that has no module of Node: each request carries what the platform gave out.
import { runSuite } from './suite/run.mjs';

export default {
  async fetch(request) {
    const hasNode = globalThis.process?.getBuiltinModule?.('node:crypto') !== undefined;
    return Response.json({ hasNode, ...(await runSuite(await request.json())) });
  },
};
