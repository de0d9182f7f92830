const session = 'packages/browser/src/session/';
const webhooks = 'packages/node/src/webhooks/';
const of = (folder, ...names) => names.map((name) => `${folder}${name}.ts`);

/** A pure file has tests of its own. Asking no others only makes its score lower, and takes a tenth of the time. */
const FEWER = {
  [`${session}machine.ts`]: ['packages/browser/test/session/machine{,-steps}.test.ts'],
  [`${session}lifetime.ts`]: ['packages/browser/test/session/{ages,clocks}.test.ts'],
  [`${session}current-token.ts`]: ['packages/browser/test/session/{ages,clocks,current-token}.test.ts'],
  [`${session}shared-backoff.ts`]: ['packages/browser/test/session/{ages,outages}.test.ts'],
  [`${webhooks}keep-lease.ts`]: ['packages/node/test/webhooks/keep-lease.test.ts'],
  [`${webhooks}deliver-once.ts`]: ['packages/node/test/webhooks/deliver-once.test.ts'],
  [`${webhooks}run-effect.ts`]: [
    'packages/node/test/webhooks/{deliver-once,handler-limits,run-effect}.test.ts',
  ],
  [`${webhooks}memory-inbox.ts`]: ['packages/node/test/webhooks/{inbox,memory-inbox-limits}.test.ts'],
  [`${webhooks}delivery-headers.ts`]: ['packages/node/test/webhooks/{delivery-headers,headers}.test.ts'],
  [`${webhooks}parse-headers.ts`]: ['packages/node/test/webhooks/{headers,refusal-words,signatures}.test.ts'],
  [`${webhooks}message-bytes.ts`]: ['packages/node/test/webhooks/{refusal-words,payloads}.test.ts'],
  [`${webhooks}storable-key.ts`]: ['packages/node/test/webhooks/refusal-words.test.ts'],
  [`${webhooks}decode-json.ts`]: ['packages/node/test/webhooks/{payloads,refusal-words}.test.ts'],
  [`${webhooks}verify-signature.ts`]: [
    'packages/node/test/webhooks/{options,refusal-words,signatures}.test.ts',
  ],
  [`${webhooks}verify-webhook.ts`]: ['packages/node/test/webhooks/{options,payloads}.test.ts'],
  [`${webhooks}verify-bytes.ts`]: ['packages/node/test/webhooks/{refusal-words,signatures}.test.ts'],
  [`${webhooks}check-timestamp.ts`]: ['packages/node/test/webhooks/{refusal-words,signatures}.test.ts'],
};

/** The tests that are asked about a file of a group. */
export function testsOf(file, { tests }) {
  return FEWER[file] ?? tests;
}

/**
 * What is changed, and the tests that are asked whether they notice. Left out are shells that only pass things on, and
 * tests that need a server of their own or take most of a minute: who finds a mutant without them finds it soon.
 */
export const GROUPS = {
  'token engine': {
    files: of(
      session,
      'machine',
      'lifetime',
      'shared-backoff',
      'current-token',
      'records',
      'read-claims',
      'end-reason',
      'with-deadline',
      'refresh-exchange',
      'token-access',
      'session-core',
      'session-upkeep',
      'guarded-call',
    ),
    tests: [
      'packages/browser/test/session/{ages,another-consumer,clocks,current-token,get-access-token,guarded-call,lock-holders,machine,machine-steps,many-tabs,outages,page-life,session-options,storage-trouble}.test.ts',
    ],
  },
  'webhook verifier': {
    files: of(
      webhooks,
      'verify-bytes',
      'verify-webhook',
      'verify-signature',
      'check-timestamp',
      'parse-headers',
      'delivery-headers',
      'mac',
      'message-bytes',
      'payload',
      'decode-json',
      'parse-event',
      'read-message',
      'read-body',
      'body-size',
      'import-secrets',
      'sign-webhook',
      'ip-ranges',
      'sender-address',
    ),
    tests: [
      'packages/node/test/webhooks/{allowed-ips,delivery-headers,doctor,events,handler-limits,headers,options,payloads,refusal-words,secrecy,signatures,vectors,verify.property,web-crypto,webhook-handler}.test.ts',
      'packages/node/test/security/webhook*.test.ts',
    ],
  },
  'webhook inbox': {
    files: of(
      webhooks,
      'memory-inbox',
      'deliver-once',
      'keep-lease',
      'run-effect',
      'answer-delivery',
      'storable-key',
      'check-retention',
      'time-limit',
    ),
    tests: [
      'packages/node/test/webhooks/{deliver-once,handler-limits,inbox,inbox-options,keep-lease,memory-inbox-limits,run-effect,webhook-handler}.test.ts',
    ],
  },
};
