// The transport of a server, which brings ky and reads refusals at once.
export { createTransport } from './transport/create-transport.js';
