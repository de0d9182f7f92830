export { auditDigest, auditGenesis, auditHashInput } from './audit-chain.js';
export { auditRuleOf, type AuditRule } from './audit-rules.js';
export { securityActions, type SecurityAction } from './security-actions.js';
export { fieldSensitivity, type FieldSensitivity } from './field-sensitivity.js';
