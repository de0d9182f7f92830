import { shopApp, type Env } from './app.ts';

let app: ReturnType<typeof shopApp> | undefined;

/** The entry of a Worker: the application is made with the first request, when the secrets are there. */
export default {
  fetch(request: Request, env: Env): Response | Promise<Response> {
    app ??= shopApp(env);
    return app.fetch(request);
  },
};
