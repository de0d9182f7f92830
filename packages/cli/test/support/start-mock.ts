import { startMockServer, type MockServer, type MockServerOptions } from '@fanfare/mock/server';
import { onTestFinished } from 'vitest';

/** Starts a mock on a free port until the test is over. */
export async function startMock(options: MockServerOptions = {}): Promise<MockServer> {
  const server = await startMockServer(options);
  onTestFinished(() => server.close());
  return server;
}
