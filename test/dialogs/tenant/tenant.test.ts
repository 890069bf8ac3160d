// Runs every .dialog file of this folder against one whole sandbox: its listeners with all that is behind them.
import { basename } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { listDialogs, runDialog } from "../../support/dialog.ts";
import { NOON, person, tenant } from "../../support/sandbox.ts";

let on: Sandbox;

beforeAll(async () => {
  const mailboxes = [person("alice", { aliases: ["al@contoso.com"] }), person("bob")];
  on = await startSandbox({ config: tenant({ mailboxes }), freePorts: true, frozenAt: NOON });
});

afterAll(() => on.stop());

describe("dialogs with the tenant", () => {
  for (const file of listDialogs(import.meta.dirname)) {
    it(basename(file, ".dialog"), () => runDialog(file, { ports: { ...on.ports } }));
  }
});
