// A folder of users' agents for a test: files are written as a person would save them.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cleanUp } from "./transport.ts";

export interface AgentsFolder {
  readonly path: string;
  write(name: string, ...lines: string[]): void;
  remove(name: string): void;
}

/** Gone after the test. */
export function agentsFolder(files: Readonly<Record<string, string | readonly string[]>> = {}): AgentsFolder {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "agents-")));
  cleanUp(() => rmSync(parent, { recursive: true, force: true }));
  const path = join(parent, "agents");
  const write = (name: string, ...lines: string[]) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), `${lines.join("\n")}\n`);
  };
  for (const [name, text] of Object.entries(files)) write(name, ...[text].flat());
  return { path, write, remove: (name) => rmSync(join(path, name), { recursive: true }) };
}

/** Source of an agent that appends `X-Seen: word` to every message it sees. */
export function seer(name: string, word = name, priority = 50): string {
  return `export default { name: "${name}", priority: ${priority}, onResolved(_source, item) { item.headers.append("X-Seen", "${word}"); } };`;
}
