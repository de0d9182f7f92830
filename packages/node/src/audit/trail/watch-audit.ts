import { auditRuleOf } from '@fanfare/contract/audit';
import { isFanfareError, type Answer, type Transport } from '@fanfare/core/base';
import type { AuditFacts, AuditTrail } from './create-audit-trail.js';

/** Wraps a transport so that what its calls change, and what personal they read, is written down. */
export function watchAudit(transport: Transport, trail: AuditTrail): Transport {
  return {
    async send(call) {
      const { route } = call;
      if (auditRuleOf(route) === 'none') return transport.send(call);
      const about = { action: route.id, callId: crypto.randomUUID(), target: { ...call.params } };
      // Whatever is done with the rights of an administrator is known before it happens, or does not happen.
      if (route.service === 'admin') await attempt(trail, about);
      const answer = await transport.send(call).catch((error: unknown) => {
        trail.spool({ ...about, outcome: 'failed', ...failureOf(error) });
        throw error;
      });
      trail.spool({ ...about, outcome: 'succeeded', ...factsOf(answer) });
      return answer;
    },
  };
}

type About = Pick<AuditFacts, 'action' | 'callId' | 'target'>;

async function attempt(trail: AuditTrail, about: About): Promise<void> {
  try {
    await trail.require({ ...about, outcome: 'attempted' });
  } catch (error) {
    trail.spool({ ...about, outcome: 'refused_here', code: 'audit_unavailable' });
    throw error;
  }
}

function factsOf({ status, requestId, attempts }: Answer): Partial<AuditFacts> {
  return { status, attempts, ...(requestId !== undefined && { requestId }) };
}

function failureOf(error: unknown): Partial<AuditFacts> {
  if (!isFanfareError(error)) return { code: 'unknown' };
  const { code, status, requestId, attempts } = error;
  return {
    code,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(attempts !== undefined && { attempts }),
  };
}
