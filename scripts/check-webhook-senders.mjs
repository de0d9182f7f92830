// Protects: "webhooks of other senders are taken and refused as the libraries of those senders do". Installs the packed
// packages beside them, outside of the repository.
import { runFixture } from './steps/run-fixture.mjs';

process.exitCode = runFixture('webhook-senders');
