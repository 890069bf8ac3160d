// `ediscovery` as an investigator runs it, after a recall.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { command, type Running, startCommand } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "ediscovery-"));
let tenant: Running;
let env: Record<string, string>;

beforeAll(async () => {
  const config = join(folder, "tenant.yaml");
  const mailboxes = ["{ address: alice@contoso.com }", "{ address: bob@contoso.com, litigationHoldEnabled: true }"];
  writeFileSync(
    config,
    `organization: { name: contoso.com, defaultPassword: sandbox }
mailboxes: [${mailboxes.join(", ")}]
smartHost: { enabled: false }
`,
  );
  tenant = startCommand(["up", "--config", config, "--ephemeral", "--ports", "0", "--json", "--log-level", "warn"]);
  const { ports } = JSON.parse(await tenant.firstLine()) as { ports: { http: number } };
  env = { RECALL_SANDBOX_URL: `http://127.0.0.1:${ports.http}` };
});
afterAll(async () => {
  tenant.child.kill("SIGTERM");
  await tenant.ended;
  rmSync(folder, { recursive: true, force: true });
});

it("finds a recalled message and says what holds it; a query that can't be read is 2", async () => {
  expect(await command(["send", "--to", "bob@contoso.com", "--subject", "Q3 numbers"], { env })).toMatchObject({
    code: 0,
  });
  expect(await command(["recall", "last"], { env })).toMatchObject({ code: 0 });
  await command(["recall", "status", "last", "--watch"], { env });

  const search = ["ediscovery", 'subject:"Q3 numbers"', "--mailbox", "bob@contoso.com"];
  const { code, stdout } = await command(search, { env });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^bob@contoso\.com +Recoverable Items\/Purges .+alice@contoso\.com +Q3 numbers +Litigation Hold$/m,
  );
  const json = await command([...search, "--location", "primary", "--json"], { env });
  expect(JSON.parse(json.stdout)).toEqual([]);
  expect((await command(["ediscovery", "subject:nothing"], { env })).stdout).toContain("No mailbox has such mail.");
  const wrong = await command(["ediscovery", "subjct:Q3"], { env });
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toContain("did you mean `subject`");
});
