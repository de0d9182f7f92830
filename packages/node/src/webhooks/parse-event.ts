import {
  webhookEventTypes,
  webhookTypeAliases,
  type WebhookEvent,
  type WebhookEventType,
} from '@fanfare/contract';
import type { Mismatch } from '@fanfare/contract/schemas';
import { stripSecretFields } from '../resources/strip-secret-fields.js';
import { WebhookError } from './webhook-error.js';

type Schemas = typeof import('@fanfare/contract/schemas') & typeof import('@fanfare/contract/webhooks');

type Schema = Schemas['webhookEnvelopeSchema'] | Schemas['webhookEventData'][WebhookEventType];

let schemas: Schemas | undefined;
let loading: Promise<Schemas> | undefined;

/**
 * Checks a decoded body against the contract; unknown fields and unknown types of events pass. A type under the name
 * of an older guide is that type where its data fits, and unknown where it does not: nobody promised that it would.
 * It waits with the first delivery only, until the schemas are there.
 */
export function parseEvent(value: Readonly<Record<string, unknown>>): WebhookEvent | Promise<WebhookEvent> {
  if (schemas !== undefined) return checkEvent(value, schemas);
  loading ??= loadSchemas();
  return loading.then((loaded) => checkEvent(value, (schemas = loaded)));
}

function checkEvent(value: Readonly<Record<string, unknown>>, contract: Schemas): WebhookEvent {
  const { webhookEnvelopeSchema, webhookEventData, mismatches } = contract;
  stripSecretFields(value);
  const envelope = parsed(contract, webhookEnvelopeSchema, withCurrentNames(value));
  if (!envelope.success) throw invalid(mismatches(envelope.error.issues));
  const { type: originalType } = envelope.data;
  const type = knownType(originalType);
  if (type === undefined) return { ...envelope.data, type: 'unknown', originalType };
  const data = parsed(contract, webhookEventData[type], withCurrentGrant(envelope.data.data));
  if (data.success) return { ...envelope.data, type, data: data.data } as WebhookEvent; // the schema was chosen by the type
  if (type !== originalType) return { ...envelope.data, type: 'unknown', originalType };
  throw invalid(mismatches(data.error.issues, ['data']), type);
}

/** Parses with tolerance; what surely fits is taken as it is, which spares most of the time. */
function parsed<S extends Schema>(
  { withTolerance, fits }: Schemas,
  schema: S,
  value: unknown,
): ReturnType<S['safeParse']> {
  const tolerant = withTolerance(schema, 'tolerant');
  if (fits(tolerant, value)) return { success: true, data: value } as ReturnType<S['safeParse']>;
  return tolerant.safeParse(value) as ReturnType<S['safeParse']>;
}

/** Loads zod with the first good delivery, so that importing this package stays cheap. */
async function loadSchemas(): Promise<Schemas> {
  const [shared, webhooks] = await Promise.all([
    import('@fanfare/contract/schemas'),
    import('@fanfare/contract/webhooks'),
  ]);
  return { ...shared, ...webhooks };
}

/** Maps the older envelope: `created` in place of `timestamp`, `organization` in place of `organizationId`. */
function withCurrentNames(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (isGiven(value['timestamp']) && isGiven(value['organizationId'])) return value;
  const organization = value['organization'] as { readonly id?: unknown } | null | undefined; // read, not trusted
  return {
    ...value,
    timestamp: value['timestamp'] ?? toTimestamp(value['created']),
    organizationId: value['organizationId'] ?? organization?.id,
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function toTimestamp(created: unknown): unknown {
  if (typeof created !== 'number') return created;
  const date = new Date(created * 1000);
  return Number.isNaN(date.getTime()) ? created : date.toISOString();
}

/** Maps the other names of a grant to the one that webhooks have for it. */
function withCurrentGrant(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!('admittanceToken' in data || 'admissionGrant' in data)) return data;
  const { admittanceToken, admissionGrant, ...rest } = data;
  const grant = rest['admissionToken'] ?? admissionGrant ?? admittanceToken;
  return grant === undefined ? rest : { ...rest, admissionToken: grant };
}

function knownType(name: string): WebhookEventType | undefined {
  const alias = Object.hasOwn(webhookTypeAliases, name) ? webhookTypeAliases[name] : undefined;
  return alias ?? webhookEventTypes.find((type) => type === name);
}

function invalid(issues: readonly Mismatch[], type?: WebhookEventType): WebhookError {
  const first = issues[0];
  const where = first === undefined ? '' : `: ${first.path} ${first.message}`;
  const subject = type === undefined ? 'envelope' : `data of ${type}`;
  const what = `its signature is good, but its ${subject} does not fit the contract${where}`;
  return new WebhookError('webhook_payload_invalid', { what, issues });
}
