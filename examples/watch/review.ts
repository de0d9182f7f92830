// Goes through the audit log, as a nightly job: node review.ts <anchor file>. Ends with 1 where somebody has to look.
import { FanfareServer, fromEnv } from '@fanfare/node';
import { reviewAuditLog } from './review-audit-log.ts';

const [, , anchorFile] = process.argv;
if (anchorFile === undefined) throw new Error('Usage: node review.ts <anchor file>');

const { count, fresh, fault, findings } = await reviewAuditLog(new FanfareServer(fromEnv()), anchorFile);
console.log(`${count} entries, ${fresh} of them new`);
if (fault !== undefined) console.log(`THE LOG IS NOT WHOLE: ${fault}`);
for (const { rule, entries } of findings) console.log(`${rule}: ${entries.join(', ')}`);
process.exitCode = fault !== undefined || findings.length > 0 ? 1 : 0;
