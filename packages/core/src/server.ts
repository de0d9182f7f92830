// The transport of a server, which brings ky and reads refusals at once.
export { createDirectTransport } from './transport/direct-transport.js';
export { createTransport } from './transport/create-transport.js';
