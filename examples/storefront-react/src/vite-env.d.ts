/// <reference types="vite/client" />

/** What `start.ts` or your `.env` file says. All of it ends up in the page: nothing secret belongs here. */
interface ImportMetaEnv {
  readonly VITE_FANFARE_KEY: `pk_${string}`;
  /** Left out in production. */
  readonly VITE_FANFARE_URL?: string;
  readonly VITE_FANFARE_EXPERIENCE: string;
}
