export {
  createAlerts,
  type Alert,
  type AlertRule,
  type Alerts,
  type AlertsOptions,
} from './create-alerts.js';
export type { SecurityEvent, SecurityEventKind, SecurityHooks } from './security-event.js';
