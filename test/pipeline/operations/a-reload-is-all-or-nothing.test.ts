// The configuration read anew while running: what changed in the file acts, what a cmdlet changed stays, and a file that
// is not right changes nothing.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLog } from "../../../src/runtime/log.ts";
import { parseMetrics, sample } from "../../support/prometheus.ts";
import { deliverFromOutside, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";
import { cmdlet, DEFAULT_TENANT } from "../http/support.ts";

const PEOPLE = [person("alice"), person("bob")];
const mark = (value: string, name = "Mark") => ({ name, setHeaderName: "X-Mark", setHeaderValue: value });

function logged() {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) };
  return { lines, log: createLog({ level: "info", stream }) };
}

it("changed lines act at once and are told in words", async () => {
  const { lines, log } = logged();
  const on = await sandbox({ config: tenant({ mailboxes: PEOPLE }), log });
  const { changes } = await on.reload(
    tenant({
      mailboxes: [...PEOPLE, person("erin", { folders: ["Projects"] })],
      transportRules: [{ ...mark("1"), exceptIfSubjectContainsWords: ["free"] }],
      organizationConfig: { recallReadMessagesEnabled: false },
      transport: { expiration: "2d" },
    }),
  );
  expect([...changes].sort()).toEqual([
    'mailboxes "erin@contoso.com" added',
    "organizationConfig.recallReadMessagesEnabled: null → false",
    "transport.expiration: 1d → 2d",
    'transportRules "Mark" added',
  ]);
  for (const line of changes) expect(lines).toContain(`changed: ${line}`);
  await submit(on, { to: "erin@contoso.com", subject: "Welcome" });
  expect(await subjects(on, "erin")).toEqual(["Welcome"]);
  expect(on.mailboxes.folders.list("erin@contoso.com").map(({ name }) => name)).toContain("Projects");
});

it("a file that is not right changes nothing, is told with every problem, and mail goes on", async () => {
  const { lines, log } = logged();
  const folder = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "config.yaml");
  const good = "organization: { name: contoso.com, defaultPassword: secret }\nsmartHost: { enabled: false }\n";
  const people = "mailboxes:\n  - address: alice@contoso.com\n  - address: bob@contoso.com\n";
  writeFileSync(file, good + people);
  const on = await sandbox({ config: file, log });
  const before = on.configurations.latest();
  writeFileSync(file, `${good}${people}  - address: carol@contoso\ntransport:\n  expiraton: 2d\n`);

  await expect(on.reload()).rejects.toThrow("config.yaml:6:");

  expect(on.configurations.latest()).toBe(before);
  expect(lines.filter((line) => line.includes("config.yaml:"))).toEqual([
    expect.stringMatching(/config\.yaml:6:14 mailboxes\.2\.address: /),
    expect.stringMatching(/config\.yaml:8:3 transport\.expiraton: .*did you mean/),
  ]);
  expect(await on.readiness()).toContainEqual({
    name: "configuration",
    status: "warning",
    reason: expect.stringMatching(/is not right at \S+config\.yaml:6:14 mailboxes\.2\.address and elsewhere; what was/),
  });
  expect((await fetch(`${on.url}/readyz`)).status).toBe(200);
  await submit(on, { subject: "Still" });
  expect(await subjects(on, "bob")).toEqual(["Still"]);

  writeFileSync(file, good + people.replace("bob", "carol"));
  await on.reload();
  expect(on.configurations.latest().mailboxes.map(({ address }) => address)).toEqual([
    "alice@contoso.com",
    "carol@contoso.com",
  ]);
  expect(await on.readiness()).toContainEqual({ name: "configuration", status: "ok" });
  const metrics = parseMetrics(await on.metrics.text());
  expect(sample(metrics, 'recall_sandbox_config_reloads_total{result="refused"}')).toBe(1);
  expect(sample(metrics, 'recall_sandbox_config_reloads_total{result="applied"}')).toBe(1);
  // A mailbox that went keeps its mail, for when it comes back.
  writeFileSync(file, good + people);
  await on.reload();
  expect(await subjects(on, "bob")).toEqual(["Still"]);
});

it("what a cmdlet changed stays, unless its line changes too: then it is named", async () => {
  const on = await sandbox({ config: tenant() });
  await cmdlet(on, "Set-OrganizationConfig", { RecallReadMessagesEnabled: false, RejectDirectSend: true });
  const first = await on.reload(tenant({ transport: { maxHopCount: 30 } }));
  expect(first.kept).toEqual([
    "organizationConfig.recallReadMessagesEnabled: null → false",
    "organizationConfig.rejectDirectSend: false → true",
  ]);
  const second = await on.reload(
    tenant({ transport: { maxHopCount: 30 }, organizationConfig: { recallReadMessagesEnabled: true } }),
  );
  expect(second.overwritten).toEqual(["organizationConfig.recallReadMessagesEnabled: false → true"]);
  expect(on.configurations.latest()).toMatchObject({
    organizationConfig: { recallReadMessagesEnabled: true, rejectDirectSend: true },
    transportConfig: { maxHopCount: 30 },
  });
});

it("a file that does not go together with what was changed since is refused", async () => {
  const connector = { name: "Out", connectorType: "Partner", useMxRecord: true, isTransportRuleScoped: true };
  const on = await sandbox({ config: tenant({ outboundConnectors: [connector] }) });
  const routes = { name: "Route", routeMessageOutboundConnector: "Out" };
  const [rule] = (
    await sandbox({ config: tenant({ outboundConnectors: [connector], transportRules: [routes] }) })
  ).configurations.latest().transportRules;
  await on.configurations.change((now) => ({ ...now, transportRules: rule ? [rule] : [] }), "cmdlet");
  await expect(on.reload(tenant())).rejects.toThrow(
    'transportRules "Route": routes to the outbound connector `Out`, which is not there any more',
  );
  expect(on.configurations.latest().outboundConnectors).toHaveLength(1);
});

it("the smart host's preset acts on the next message; ports wait for the next start", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const base = join(import.meta.dirname, "..", "..", "..", "config", "default.yaml");
  const text = (preset: string, port: number) =>
    `extends: ${base}\norganization: { defaultPassword: secret }\nsmartHost: { preset: ${preset} }\nlisteners: { http: ${port} }\n`;
  const body = async (subject: string) => {
    await submit(on, { subject });
    const [item] = await on.mailboxes.list("bob@contoso.com", {});
    return String(item && (await on.mailboxes.bytes(item)));
  };
  expect(await body("One")).toContain("Contoso Ltd");
  const reload = await on.reload(text("transparent", 9025));
  expect(reload.changes).toContain('smartHost.preset: "signature" → "transparent"');
  expect(reload.atNextStart).toEqual(["listeners.http: 8025 → 9025"]);
  expect(await body("Two")).not.toContain("Contoso Ltd");
});

it("a restart finds the reloaded file and what cmdlets changed; a file changed meanwhile is reported", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  const first = await sandbox({ config: tenant(), data });
  await cmdlet(first, "Set-OrganizationConfig", { RejectDirectSend: true });
  const reloaded = tenant({ transport: { maxHopCount: 30 } });
  await first.reload(reloaded);
  await first.stop();
  const second = await sandbox({ config: reloaded, data });
  expect(second.configurationDiffers).toBe(false);
  expect(second.configurations.latest()).toMatchObject({
    organizationConfig: { rejectDirectSend: true },
    transportConfig: { maxHopCount: 30 },
  });
  await second.stop();
  expect((await sandbox({ config: tenant(), data })).configurationDiffers).toBe(true);
});

it("mail that comes in while it is reloaded again and again is lost nowhere", async () => {
  const on = await sandbox({ config: tenant() });
  const sending = Array.from({ length: 20 }, (_, n) => deliverFromOutside(on, { subject: `Mail ${n}` }));
  for (const n of [1, 2, 3, 4, 5]) {
    await on.reload(tenant({ transportRules: [mark(String(n))] }));
    await on.reload(tenant({ transport: { maxHopCount: "many" } })).catch(() => undefined);
  }
  await Promise.all(sending);
  await on.idle();
  expect((await subjects(on, "bob")).length).toBe(20);
});
