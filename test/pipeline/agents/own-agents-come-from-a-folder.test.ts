// Users' agents: loaded with the configuration, loaded again on change, all or nothing.
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RoutingAgent } from "../../../src/agent-api/agents.ts";
import type { Log, LogFields } from "../../../src/runtime/log.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { agentsFolder, seer } from "../../support/agents-folder.ts";
import { until } from "../../support/processes.ts";
import { headersOf, sandbox, submit, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { cleanUp, gate } from "../../support/transport.ts";

const withFolder = (folder: string) => tenant({ agents: { folder } });

/** What the agents wrote on a message that goes through now. */
async function seenBy(on: Sandbox): Promise<string[]> {
  await submit(on);
  return (await headersOf(on, "bob")).all("X-Seen");
}

function listeningLog() {
  const lines: (LogFields & { text: string })[] = [];
  const write = (fieldsOrText: LogFields | string, text = "") => {
    lines.push(typeof fieldsOrText === "string" ? { text: fieldsOrText } : { ...fieldsOrText, text });
  };
  const log: Log = { debug() {}, info: write, warn: write, error: write, child: () => log };
  return { log, lines };
}

it("they run by priority beside the built-in ones, and what only helps does not", async () => {
  const { path } = agentsFolder({
    "late.js": seer("Late", "late", 90),
    "early.ts": [
      "import { word } from './lib/word.ts';",
      `export default ${seer("Early", "x", 5).slice(15).replace('"x"', "word")}`,
    ],
    "lib/word.ts": "export const word: string = 'early';",
    "_notes.js": "throw new Error('never imported');",
    "early.test.ts": "throw new Error('never imported');",
  });
  const on = await sandbox({ config: withFolder(path) });
  expect(await seenBy(on)).toEqual(["early", "late"]);
  expect(on.ownAgents?.list().map(({ name, priority }) => `${name} ${priority}`)).toEqual(["Early 5", "Late 90"]);
});

it("with one bad file nothing starts, and the error names it", async () => {
  const { path } = agentsFolder({ "good.js": seer("Good"), "bad.js": ["", "export default {;"] });
  await expect(sandbox({ config: withFolder(path) })).rejects.toThrow(
    `${join(path, "bad.js")}:2:17: SyntaxError: Unexpected token ';'`,
  );
});

describe("a reload", () => {
  it("takes up added, changed and removed agents, also by what they import, and tells which", async () => {
    const folder = agentsFolder({
      "a.js": [
        "import { word } from './_word.js';",
        `export default ${seer("A", "x").slice(15).replace('"x"', "word")}`,
      ],
      "_word.js": "export const word = 'old';",
      "b.js": seer("B"),
      "c.js": seer("C"),
    });
    const { log, lines } = listeningLog();
    const on = await sandbox({ config: withFolder(folder.path), log });
    expect(await seenBy(on)).toEqual(["old", "B", "C"]);

    folder.write("_word.js", "export const word = 'new';");
    folder.remove("b.js");
    folder.write("d.js", seer("D"));
    expect(await on.ownAgents?.reload()).toEqual({ added: ["D"], replaced: ["A"], removed: ["B"], problems: [] });
    expect(await seenBy(on)).toEqual(["new", "C", "D"]);
    expect(lines.at(-1)).toMatchObject({ text: "agents reloaded", added: ["D"], replaced: ["A"], removed: ["B"] });
  });

  it("with a bad file changes nothing; the old agents stay, and the log says where and why", async () => {
    const folder = agentsFolder({ "a.js": seer("A", "old"), "b.js": seer("B") });
    const { log, lines } = listeningLog();
    const on = await sandbox({ config: withFolder(folder.path), log });
    folder.write("a.js", seer("A", "new"));
    folder.write("b.js", "", "export default { name: 'B', priority: 1, onSubmited() {} };");
    const { problems = [] } = (await on.ownAgents?.reload()) ?? {};
    expect(problems).toMatchObject([{ line: 2, column: 42 }]);
    expect(lines.map(({ text }) => text)).toContain(
      `${join(folder.path, "b.js")}:2:42: there is no stage \`onSubmited\`; did you mean \`onSubmitted\`?`,
    );
    expect(await seenBy(on)).toEqual(["old", "B"]);

    folder.write("b.js", seer("B"));
    await on.ownAgents?.reload();
    expect(await seenBy(on)).toEqual(["new", "B"]);
  });

  it("leaves a message that is under way with the agents it began with", async () => {
    const folder = agentsFolder({ "a.js": seer("A", "old") });
    const [reached, released] = [gate(), gate()];
    const holds: RoutingAgent = {
      name: "Holds",
      priority: 1,
      async onSubmitted() {
        reached.open();
        await released.opened;
      },
    };
    const on = await sandbox({ config: withFolder(folder.path), agents: { routing: [holds] } });
    cleanUp(() => released.open());
    await submitWithoutWaiting(on, {});
    await reached.opened;
    folder.write("a.js", seer("A", "new"));
    await on.ownAgents?.reload();
    released.open();
    await on.idle();
    expect((await headersOf(on, "bob")).all("X-Seen")).toEqual(["old"]);
    expect(await seenBy(on)).toEqual(["new"]);
  });
});

describe("without being asked", () => {
  const inForce = (on: Sandbox) =>
    on.ownAgents
      ?.list()
      .map(({ name }) => name)
      .join() ?? "";

  it("a saved file is taken up, whether written in place or by rename, and so is one that it imports", async () => {
    const folder = agentsFolder({ "a.js": seer("A") });
    const { log, lines } = listeningLog();
    const on = await sandbox({ config: withFolder(folder.path), log });
    folder.write("a.js", seer("Written"));
    await until("the file as it was written", 10_000, () => inForce(on) === "Written" || undefined);
    const draft = join(folder.path, ".a.js.swp");
    writeFileSync(draft, `import "./lib/deep.js";\n${seer("Renamed")}\n`);
    folder.write("lib/deep.js", "export {};");
    renameSync(draft, join(folder.path, "a.js"));
    await until("the file that was renamed", 10_000, () => inForce(on) === "Renamed" || undefined);
    folder.write("lib/deep.js", "export const changed = 1;");
    const replaced = () => lines.some((line) => line.text === "agents reloaded" && String(line.replaced) === "Renamed");
    await until("what it imports", 10_000, () => replaced() || undefined);
  });

  it("a folder that comes later is taken up, and one that goes takes its agents along", async () => {
    const folder = agentsFolder();
    const { log, lines } = listeningLog();
    const on = await sandbox({ config: withFolder(folder.path), log });
    expect(lines.map(({ text }) => text)).toContain("no agents in agents.folder yet; they are loaded when they come");
    folder.write("a.js", seer("A"));
    await until("the folder that came", 10_000, () => inForce(on) === "A" || undefined);
    expect(await seenBy(on)).toEqual(["A"]);
    folder.remove(".");
    await until("the folder that went", 10_000, () => inForce(on) === "" || undefined);
    expect(await seenBy(on)).toEqual([]);
  });
});
