import { createGate } from './gate.js';

/** A fetch that tells when the first bytes of a body were read, which is after the headers were seen. */
export function watchBody(): { readonly fetch: typeof fetch; readonly read: Promise<void> } {
  const gate = createGate();
  return {
    read: gate.promise,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const told = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          controller.enqueue(chunk);
          gate.open();
        },
      });
      return new Response(response.body?.pipeThrough(told) ?? null, response);
    },
  };
}
