/** A receiver that is down, so that deliveries stay where they are. */
export async function unavailable(): Promise<Response> {
  return new Response(null, { status: 503 });
}
