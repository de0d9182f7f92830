/**
 * Ships a paid order. The effect and the note of what caused it are one command of Redis, so that a second run of the same job
 * changes nothing, wherever the first one ended.
 */
export async function shipOrder({ connection, prefix }, { id, type, data }) {
  if (type !== 'order.completed') return;
  await connection.incr(`${prefix}:runs`);
  await connection.hsetnx(`${prefix}:parcels`, data.orderId, id);
}
