import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Mailbox } from "../../../src/organization/organization.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { deliverFromOutside, HOUR, headersOf, items, NOON, sandbox, subjects, submit } from "../../support/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";
import { rulesTenant } from "./support.ts";

const away = { internalMessage: "Away until Monday", externalMessage: "<p>I am <b>away</b></p>" };
const bobAway = (replies: Record<string, unknown> = {}, parts: Record<string, unknown> = {}) =>
  sandbox({ config: rulesTenant({ automaticReplies: { ...away, ...replies } }, {}, parts) });

/** What alice has got back, oldest first. */
const answers = async (on: Sandbox) => (await subjects(on, "alice")).toReversed();

async function change(on: Sandbox, parts: Partial<Mailbox>): Promise<void> {
  await on.configurations.change(
    (organization) => ({
      ...organization,
      mailboxes: organization.mailboxes.map((mailbox) =>
        mailbox.address === "bob@contoso.com" ? { ...mailbox, ...parts } : mailbox,
      ),
    }),
    "test",
  );
}

describe("an automatic reply", () => {
  it("goes to the sender with the text for inside, in its thread, and wants no answer", async () => {
    const on = await bobAway();
    const id = await submit(on);

    const headers = await headersOf(on, "alice");
    expect(headers.get("From")).toBe('"Bob Contoso" <bob@contoso.com>');
    expect(headers.get("Subject")).toBe("Automatic reply: Budget");
    expect([headers.get("In-Reply-To"), headers.get("References")]).toEqual([id, id]);
    expect(headers.get("Auto-Submitted")).toBe("auto-generated");
    expect(headers.get("X-Auto-Response-Suppress")).toBe("All");
    expect(headers.get("X-MS-Exchange-Inbox-Rules-Loop")).toBe("bob@contoso.com");
    expect(headers.get("X-MS-Exchange-Generated-Message-Source")).toBe("Mailbox Rules Agent");
    const [reply] = await items(on, "alice");
    expect(reply).toMatchObject({ sender: "", messageClass: "IPM.Note.Rules.OofTemplate.Microsoft" });
    const text = ((reply && (await on.mailboxes.bytes(reply))) ?? "").toString().split("\r\n\r\n")[1] ?? "";
    expect(Buffer.from(text, "base64").toString()).toBe("Away until Monday");
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });

  it("to outside has the other text and a null sender", async () => {
    const on = await bobAway();
    await deliverFromOutside(on, { from: "frank@fabrikam.com" });
    await on.idle();
    const [reply] = await on.internet.list();
    expect(reply).toMatchObject({ subject: "Automatic reply: Hello", sender: "" });
    const bytes = (await on.internet.bytes(reply?.id ?? 0))?.toString() ?? "";
    expect(bytes).toContain('Content-Type: text/html; charset="utf-8"');
    expect(Buffer.from(bytes.split("\r\n\r\n")[1] ?? "", "base64").toString()).toBe(away.externalMessage);
  });

  it("goes once to each sender, and again only in another period", async () => {
    const on = await bobAway();
    await submit(on, { subject: "One" });
    await submit(on, { subject: "Two" });
    await submit(on, { from: "carol@contoso.com", subject: "Three" });
    expect(await answers(on)).toEqual(["Automatic reply: One"]);
    expect(await subjects(on, "carol")).toEqual(["Automatic reply: Three"]);

    const { mailboxes } = on.configurations.latest();
    const replies = mailboxes.find(({ address }) => address === "bob@contoso.com")?.automaticReplies;
    if (!replies) throw new Error("Bob is not away");
    await on.advance(HOUR);
    await change(on, { automaticReplies: { ...replies, internalMessage: "Away until Tuesday" } });
    await submit(on, { subject: "Four" });
    expect(await answers(on)).toEqual(["Automatic reply: One"]);

    await change(on, { automaticReplies: { ...replies, autoReplyState: "Disabled" } });
    await submit(on, { subject: "Five" });
    await on.advance(HOUR);
    await change(on, { automaticReplies: { ...replies, autoReplyState: "Enabled" } });
    await submit(on, { subject: "Six" });
    await submit(on, { subject: "Seven" });
    expect(await answers(on)).toEqual(["Automatic reply: One", "Automatic reply: Six"]);
  });

  it("keeps to its schedule", async () => {
    const [startTime, endTime] = [NOON + HOUR, NOON + 2 * HOUR].map((at) => new Date(at).toISOString());
    const on = await bobAway({ autoReplyState: "Scheduled", startTime, endTime });
    await submit(on, { subject: "Before" });
    await on.advance(HOUR);
    await submit(on, { subject: "Within" });
    await on.advance(HOUR);
    await submit(on, { from: "carol@contoso.com", subject: "After" });
    expect(await answers(on)).toEqual(["Automatic reply: Within"]);
    expect(await subjects(on, "carol")).toEqual([]);
  });

  it.each([
    ["None", []],
    ["Known", ["Automatic reply: Known"]],
    ["All", ["Automatic reply: Known", "Automatic reply: Stranger"]],
  ])("to outside goes to the audience %s", async (externalAudience, expected) => {
    const contacts = [{ address: "eve@contoso.com", externalAddress: "eve@fabrikam.com" }];
    const on = await bobAway({ externalAudience }, { contacts });
    await deliverFromOutside(on, { from: "eve@fabrikam.com", subject: "Known" });
    await deliverFromOutside(on, { from: "frank@fabrikam.com", subject: "Stranger" });
    await on.idle();
    expect((await on.internet.list()).map(({ subject }) => subject).toSorted()).toEqual(expected);
  });

  it("passes transport rules, as signature services see them", async () => {
    const transportRules = [
      { name: "Sign", subjectContainsWords: "Automatic", setHeaderName: "X-Signed", setHeaderValue: "yes" },
    ];
    const on = await bobAway({}, { transportRules });
    await submit(on);
    expect((await headersOf(on, "alice")).get("X-Signed")).toBe("yes");
  });
});

describe("no automatic reply", () => {
  it.each([
    ["what is automatic itself", { headers: { "Auto-Submitted": "auto-replied (vacation)" } }],
    ["a mailing list", { headers: { "List-Id": "<all.contoso.com>" } }],
    ["bulk mail", { headers: { Precedence: "Bulk" } }],
    ["who wants none", { headers: { "X-Auto-Response-Suppress": "DR, OOF, AutoReply" } }],
    ["who wants nothing at all", { headers: { "X-Auto-Response-Suppress": "All" } }],
    ["a recall that came as text", { headers: { "X-MS-Exchange-RecallReportGenerated": "true" } }],
    ["what rules sent on", { headers: { "X-MS-Exchange-Inbox-Rules-Loop": "x@y.example" } }],
    ["a report", { headers: { "Content-Type": "multipart/report; report-type=disposition-notification; boundary=b" } }],
  ])("answers %s", async (_, mail) => {
    const on = await bobAway();
    await submit(on, mail);
    expect(await subjects(on, "bob")).toHaveLength(1);
    expect(await answers(on)).toEqual([]);
  });

  it("answers Auto-Submitted: no as any mail", async () => {
    const on = await bobAway();
    await submit(on, { headers: { "Auto-Submitted": "no; reason=none" } });
    expect(await answers(on)).toEqual(["Automatic reply: Budget"]);
  });

  it.each(["", "mailer-daemon@fabrikam.com", "owner-all@fabrikam.com"])("goes to <%s>", async (from) => {
    const on = await bobAway();
    const raw = "From: robot@fabrikam.com\r\nTo: bob@contoso.com\r\nSubject: Hello\r\n\r\nHi\r\n";
    await deliverFromOutside(on, { from, raw });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["Hello"]);
    expect(await on.internet.list()).toEqual([]);
  });

  it("goes to oneself, to whoever wrote to a group, or in answer to an answer", async () => {
    const on = await sandbox({
      config: rulesTenant(
        { automaticReplies: away },
        { automaticReplies: away },
        { groups: [{ address: "team@contoso.com", members: ["bob@contoso.com"] }] },
      ),
    });
    await submit(on, { from: "bob@contoso.com", to: "bob@contoso.com", subject: "Note" });
    await submit(on, { to: "team@contoso.com", subject: "All" });
    expect(await subjects(on, "bob")).toEqual(["All", "Note"]);
    expect(await answers(on)).toEqual([]);
    // Both are away: one answers the other, and that is all.
    await submit(on, { from: "carol@contoso.com", to: "bob@contoso.com", subject: "Lunch" });
    expect(await subjects(on, "carol")).toEqual(["Automatic reply: Lunch"]);
    expect(await subjects(on, "bob")).toEqual(["Lunch", "All", "Note"]);
  });

  it("answers junk", async () => {
    const config = rulesTenant({
      automaticReplies: away,
      junkEmail: { blockedSendersAndDomains: "alice@contoso.com" },
    });
    const on = await sandbox({ config });
    await submit(on);
    expect(await subjects(on, "bob", "junkemail")).toEqual(["Budget"]);
    expect(await answers(on)).toEqual([]);
  });
});

it("who had a reply is known after a restart, and forgotten by a reset", async () => {
  const data = mkdtempSync(join(tmpdir(), "replies-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  const config = rulesTenant({ automaticReplies: away });
  const before = await sandbox({ config, data });
  await submit(before, { subject: "One" });
  await before.stop();

  const on = await sandbox({ config, data });
  await submit(on, { subject: "Two" });
  expect(await answers(on)).toEqual(["Automatic reply: One"]);
  await on.reset();
  await submit(on, { subject: "Three" });
  expect(await answers(on)).toEqual(["Automatic reply: Three"]);
});
