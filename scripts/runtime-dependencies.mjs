/** Every package that an installation of ours brings along, and why it is worth that. Another one needs its line here first. */
export const runtimeDependencies = {
  zod: 'describes the wire once, in the contract; Node and the mock validate with it, pages never load it',
  ky: 'sends the calls of the Node SDK: deadlines, aborts and the odd corners of fetch',
  jose: 'signs and encrypts in the mock, which would otherwise check our signatures with our own code',
  hono: 'routes the requests of the mock in every way that it can be reached',
  '@hono/node-server': 'puts the mock behind a port of Node',
};
