import * as z from 'zod/mini';
import { jsonSchemas } from '../source/json-schemas.mjs';
import { shapeText } from './shape-text.mjs';
import { typeSections } from './type-sections.mjs';
import { anchorOf } from './words.mjs';

const delivery = `A delivery is a POST of JSON to the merchant's endpoint. \`X-Fanfare-Signature\` is \`sha256=\` and the hexadecimal HMAC-SHA256, keyed with the
endpoint's secret, of the value of \`X-Fanfare-Timestamp\`, a full stop, and the raw bytes of the body. A time stamp that is more than 300 seconds away is
refused, in either direction. While a secret is rolled, both sign: the other signature stands in \`X-Fanfare-Additional-Signature\`, and one good signature is
enough. Answer with a 2xx; after anything else, or nothing, the delivery is made again, signed anew, with the same \`id\`.
\`@fanfare/node/webhooks\` verifies, parses and claims an event in one call.`;

/** Writes the page of the webhook events. */
export function webhooksPage(contract, { generated }) {
  const { webhookEventData, webhookEnvelopeSchema } = contract.webhooks;
  const schemas = jsonSchemas(contract);
  const noted = [];
  const block = (schema) => {
    const json = schemas.write(schema);
    noted.push(json);
    return ['```typescript', shapeText(json), '```'].join('\n');
  };
  const types = Object.keys(webhookEventData);
  return [
    '# Webhooks',
    generated,
    delivery,
    types.map((type) => `- [${type}](#${anchorOf(type)})`).join('\n'),
    '## Envelope',
    'What every event has. `id` is the same over all deliveries of it: key your effects by it.',
    block(z.object(webhookEnvelopeSchema._zod.def.shape)),
    '## Events',
    'The `data` of each type.',
    ...types.flatMap((type) => [`### ${type}`, block(webhookEventData[type])]),
    ...typeSections(noted, schemas.components),
  ];
}
