// The verbs of the first minute against a running sandbox: send, recall, status, trace.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, type Running, startCommand } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "first-minute-"));
let tenant: Running;
let env: Record<string, string>;
let ports: { submission: number; http: number };

async function say(...args: string[]) {
  return command(args, { env });
}

async function ask<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await say(...args, "--json");
  if (code !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

interface Sent {
  readonly messageId: string;
  readonly accepted: boolean;
  readonly tls: string | null;
  readonly sentBefore: boolean;
}

interface Status {
  readonly originalMessageId: string;
  readonly final: boolean;
  readonly recipients: readonly { address: string; status: string; text: string }[];
}

describe("the first minute", () => {
  beforeAll(async () => {
    tenant = startCommand(["up", "--ephemeral", "--ports", "0", "--json", "--log-level", "warn"]);
    ports = (JSON.parse(await tenant.firstLine()) as { ports: typeof ports }).ports;
    env = { RECALL_SANDBOX_URL: `http://127.0.0.1:${ports.http}` };
  });
  afterAll(async () => {
    tenant.child.kill("SIGTERM");
    expect(await tenant.ended).toMatchObject({ code: 0, stderr: "" });
    rmSync(folder, { recursive: true, force: true });
  });

  it("sends, recalls the last message and says what became of it", async () => {
    const sent = await say("send", "--to", "bob@contoso.com", "--subject", "Q3 numbers");
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(sent.stdout).toMatch(/^Message-ID {2}<[0-9A-F]{32}@contoso\.com>$/m);
    expect(sent.stdout).toMatch(/^Reply {7}250 2\.\d\.\d /m);
    expect(sent.stdout).toContain("Take it back with: recall-sandbox recall last");

    const recalled = await say("recall", "last");
    expect(recalled.code).toBe(0);
    expect(recalled.stdout).toContain('Recalling   "Q3 numbers"');

    const watched = await say("recall", "status", "last", "--watch");
    expect(watched.code).toBe(0);
    expect(watched.stdout).toMatch(/^ {2}bob@contoso\.com {2}The message was successfully recalled$/m);
  });

  it("replaces the last message by a file's", async () => {
    await say("send", "--to", "bob@contoso.com", "--subject", "Q4 numbers");
    const file = join(folder, "corrected.eml");
    writeFileSync(
      file,
      "From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Q4 numbers, corrected\n\nNow they are right.\n",
    );
    const { code, stdout } = await say("recall", "last", "--replace", file);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Replaced by +<\S+@contoso\.com>$/m);
    expect((await say("recall", "status", "last", "--watch")).stdout).toContain(
      "The message was successfully recalled",
    );
    expect((await say("trace")).stdout).toContain("Q4 numbers, corrected");

    const nobody = await say("recall", "last", "--replace", join(folder, "nobody.eml"));
    expect(nobody.stderr).toContain("There is no file");
  });

  it("leaves a message in the Outbox for a while, and takes it back from there", async () => {
    const sent = await say("send", "--to", "bob@contoso.com", "--subject", "Later", "--defer", "2h");
    expect(sent.stdout).toMatch(
      /It waits in the Outbox until 2\S+Z\. Take it back with: recall-sandbox send --undo last$/m,
    );
    expect(await say("send", "--undo", "last")).toMatchObject({
      code: 0,
      stdout: '"Later" did not leave: it is in the Drafts of alice@contoso.com.\n',
    });
    const again = await say("send", "--undo", "last");
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain("No message waits in the Outbox.");
  });

  it("names messages by Message-ID, with or without brackets, and recipients one by one", async () => {
    const sent = await ask<Sent>("send", "--to", "bob@contoso.com", "--cc", "all@contoso.com");
    expect(sent).toMatchObject({ accepted: true, tls: "TLSv1.3", sentBefore: false });
    const bare = sent.messageId.replace(/^<|>$/g, "");
    const { requestMessageId } = await ask<{ requestMessageId: string }>("recall", bare);
    const last = (await say("recall", "status", bare, "--watch", "--json")).stdout.trim().split("\n").at(-1) ?? "";
    const status = JSON.parse(last) as Status;
    expect(status).toMatchObject({ originalMessageId: sent.messageId, final: true });
    expect(status.recipients.map(({ address, status }) => [address, status])).toEqual([
      ["alice@contoso.com", expect.any(String)],
      ["bob@contoso.com", "recalled"],
      ["carol@contoso.com", "recalled"],
    ]);
    expect(await ask<Status>("recall", "status", requestMessageId)).toEqual(status);
  });

  it("traces with the real cmdlet's columns, and the event that ends a recall", async () => {
    const { stdout } = await say("trace");
    expect(stdout).toMatch(/^Received +Sender Address +Recipient Address +Subject +Status$/m);
    expect(stdout).toMatch(/ alice@contoso\.com +bob@contoso\.com +Recall: Q3 numbers +Failed$/m);
    const detailed = await say("trace", "--sender", "alice@contoso.com", "--recipient", "bob@contoso.com", "--detail");
    expect(detailed.stdout).toMatch(
      /Drop +Reason: \[Stage: OnPromotedEvent\]\[Agent: Transport Message Recall Agent\];Message recall process complete, dropping the recall email\. Result:Success/,
    );
    expect(await say("trace", "--sender", "nobody@contoso.com")).toMatchObject({
      code: 0,
      stdout: "No message matches.\n",
    });
  });

  it("says that a file sent before will be dropped, and sends it as new on demand", async () => {
    const file = join(folder, "message.eml");
    writeFileSync(
      file,
      "From: alice@contoso.com\nTo: bob@contoso.com\nSubject: from a file\nMessage-ID: <file@contoso.com>\nDate: Thu, 1 Jan 2026 00:00:00 +0000\n\nx\n",
    );
    expect(await ask<Sent>("send", file)).toMatchObject({ messageId: "<file@contoso.com>", sentBefore: false });
    const again = await say("send", file);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("<file@contoso.com> was sent before");
    expect(again.stdout).toContain("--fresh-id");
    const fresh = await ask<Sent>("send", file, "--fresh-id");
    expect(fresh).toMatchObject({ accepted: true, sentBefore: false });
    expect(fresh.messageId).not.toBe("<file@contoso.com>");
  });

  it("ends with 1 and the server's words when the message is refused", async () => {
    const wrong = await say("send", "--to", "bob@contoso.com", "--password", "wrong");
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/^Reply {7}535 5\.7\.\d /m);
    const foreign = await say(
      "send",
      "--from",
      "bob@contoso.com",
      "--user",
      "alice@contoso.com",
      "--to",
      "bob@contoso.com",
    );
    expect(foreign.code).toBe(1);
    expect(foreign.stdout).toMatch(/^Reply {7}5\d\d 5\./m);
  });

  it("needs no HTTP when the port is named", async () => {
    const { code, stdout } = await command(
      ["send", "--to", "bob@contoso.com", "--submission", String(ports.submission), "--url", "http://127.0.0.1:1"],
      {},
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Reply {7}250 /m);
  });

  it("ends with 1 when there is no such message or recall", async () => {
    const nobody = await say("recall", "none@contoso.com", "--user", "carol@contoso.com");
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain("There is no message <none@contoso.com> in Sent Items of carol@contoso.com");
    expect((await say("recall", "last", "--user", "carol@contoso.com")).code).toBe(1);
    expect((await say("recall", "status", "none@contoso.com")).stderr).toContain(
      "No recall is known for <none@contoso.com>.",
    );
  });
});
