// Clerk's script takes its key from here, and throws without one.
globalThis.__clerk_publishable_key = `pk_live_${btoa('clerk.bench.example$')}`;
