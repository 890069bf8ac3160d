// The command line that does the same.

/** The addresses that the command line asks unless it is told another. */
const USUAL: readonly string[] = ["http://127.0.0.1:8025", "http://localhost:8025"];

/** With --url where the sandbox has not the usual address. @param words "send --to bob@contoso.com" */
export const commandLine = (words: string, origin: string): string =>
  `npx recall-sandbox ${words}${USUAL.includes(origin) ? "" : ` --url ${origin}`}`;
