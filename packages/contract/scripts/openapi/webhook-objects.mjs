import * as z from 'zod/mini';

const signature = '^sha256=[0-9a-f]{64}$';
const headers = [
  {
    name: 'X-Fanfare-Signature',
    description: '`sha256=` and the hexadecimal HMAC-SHA256 of time stamp, full stop and raw body.',
    pattern: signature,
  },
  {
    name: 'X-Fanfare-Additional-Signature',
    description: 'The same, made with the other secret, while the secret of the endpoint is rolled.',
    pattern: signature,
    required: false,
  },
  {
    name: 'X-Fanfare-Timestamp',
    description: 'When the delivery was signed, in seconds since 1970.',
    pattern: '^[0-9]+$',
  },
];

/** Describes the delivery of every type of event. */
export function webhookObjects({ webhooks }, { write }) {
  const { webhookEventData, webhookEnvelopeSchema } = webhooks;
  const envelope = webhookEnvelopeSchema._zod.def.shape;
  return Object.fromEntries(
    Object.entries(webhookEventData).map(([type, data]) => [
      type,
      delivery(type, write(z.object({ ...envelope, type: z.literal(type), data }))),
    ]),
  );
}

function delivery(type, schema) {
  return {
    post: {
      operationId: `webhooks.${type}`,
      tags: ['webhooks'],
      summary: `Tells the merchant's endpoint of \`${type}\`.`,
      security: [],
      parameters: headers.map(({ name, description, pattern, required = true }) => ({
        name,
        in: 'header',
        required,
        description,
        schema: { type: 'string', pattern },
      })),
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: {
        '2XX': { description: 'Taken. Anything else, or no answer in time, is delivered again later.' },
        '4XX': { description: 'Not taken; the delivery is made again later.' },
      },
    },
  };
}
