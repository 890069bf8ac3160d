// Clients that were not written here submit with AUTH over STARTTLS, and their mail lands in the right mailbox.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OverHttp } from "../support/over-http.ts";
import { run, startTenant, type Tenant, temporaryFolder, until } from "../support/processes.ts";
import { PASSWORD, roundTrip } from "../support/round-trip.ts";
import { expect, PYTHON, type Step, SWAKS } from "./step.ts";

const ALICE = "alice@contoso.com";
const BOB = "bob@contoso.com";
const PATIENCE_MS = 20_000;

type Submit = (tenant: Tenant, mechanism: string, messageId: string) => Promise<unknown>;

const bySwaks: Submit = ({ ports }, mechanism, messageId) => {
  const server = ["--server", "127.0.0.1", "--port", String(ports.submission), "--tls"];
  const auth = ["--auth", mechanism, "--auth-user", ALICE, "--auth-password", PASSWORD];
  const mail = [
    "--from",
    ALICE,
    "--to",
    BOB,
    "--header",
    `Message-Id: ${messageId}`,
    "--header",
    "Subject: From swaks",
  ];
  return run("swaks", [...server, ...auth, ...mail, "--timeout", "20"]);
};

const byPython: Submit = ({ ports }, mechanism, messageId) => {
  const script = fileURLToPath(new URL("submit.py", import.meta.url));
  return run("python3", [script, String(ports.submission), mechanism, ALICE, PASSWORD, BOB, messageId]);
};

async function submits(submit: Submit, label: string): Promise<string> {
  const work = temporaryFolder("interop").path;
  const config = join(work, "config.yaml");
  writeFileSync(config, JSON.stringify(roundTrip({ mailboxes: ["alice", "bob", "carol"], smartHost: "builtin" })));
  const tenant = await startTenant({ config, data: join(work, "data"), freePorts: true });
  const http = new OverHttp(tenant.url);
  try {
    for (const mechanism of ["PLAIN", "LOGIN"]) {
      const messageId = `<${label}.${mechanism}@interop.example>`;
      await submit(tenant, mechanism, messageId);
      await until(`${messageId} is in Bob's Inbox`, PATIENCE_MS, async () =>
        (await http.messageIds(BOB)).includes(messageId) ? true : undefined,
      );
    }
    const inboxes = {
      alice: await http.messageIds(ALICE),
      bob: await http.messageIds(BOB),
      carol: await http.messageIds("carol@contoso.com"),
    };
    expect(
      "two messages for Bob and none for others",
      inboxes.bob.length === 2 && inboxes.alice.length + inboxes.carol.length === 0,
      inboxes,
    );
    expect("copies in Alice's Sent Items", (await http.messageIds(ALICE, "sentitems")).length === 2, "fewer or more");
    return "AUTH PLAIN and LOGIN over STARTTLS; both messages in the recipient's Inbox";
  } finally {
    await tenant.stop();
  }
}

export const submissionSteps: readonly Step[] = [
  { name: "swaks submits", needs: [SWAKS], run: () => submits(bySwaks, "swaks") },
  { name: "smtplib submits", needs: [PYTHON], run: () => submits(byPython, "smtplib") },
];
