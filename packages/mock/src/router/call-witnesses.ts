import { witnessForAudit } from '../audit/witness-for-audit.js';
import { witnessForStats } from '../stats/witness-for-stats.js';
import { witnessForStreams } from '../streams/own-calls.js';
import type { CallWitness } from './finished-call.js';

/** Who is told about every call when it is over, refused ones among them. */
export const callWitnesses: readonly CallWitness[] = [witnessForAudit, witnessForStats, witnessForStreams];
