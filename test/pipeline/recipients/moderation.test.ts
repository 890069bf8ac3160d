import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  deliverFromOutside,
  HOUR,
  items,
  NOON,
  person,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob", { moderationEnabled: true, moderatedBy: ["carol@contoso.com", "dave@contoso.com"] }),
    person("carol"),
    person("dave"),
    person("erin"),
  ],
  groups: [
    {
      address: "team@contoso.com",
      displayName: "Team",
      members: ["dave@contoso.com", "erin@contoso.com"],
      moderationEnabled: true,
      managedBy: ["carol@contoso.com"],
      bypassModerationFromSendersOrMembers: ["erin@contoso.com"],
      sendModerationNotifications: "Never",
    },
    { address: "all@contoso.com", members: ["team@contoso.com", "alice@contoso.com"] },
  ],
});

/** The only message that waits. */
async function waiting(on: Awaited<ReturnType<typeof sandbox>>): Promise<number> {
  const [one, ...others] = await on.moderation.list();
  if (!one || others.length > 0) throw new Error(`${others.length + (one ? 1 : 0)} messages wait`);
  return one.id;
}

describe("a moderated mailbox", () => {
  it("gets a message when a moderator lets it pass; the others need no decision", async () => {
    const on = await sandbox({ config });
    const id = await submit(on);
    expect(await subjects(on, "bob")).toEqual([]);
    for (const name of ["carol", "dave"]) {
      const [request] = await items(on, name);
      expect(request?.subject).toBe("Approval required: Budget");
      expect(request?.messageClass).toBe("IPM.Note.Microsoft.Approval.Request");
    }

    await on.moderation.decide(await waiting(on), { approve: true, moderator: "dave@contoso.com" });
    await on.idle();

    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(await on.moderation.list()).toEqual([]);
    expect(await trail(on, id)).toEqual([
      "RECEIVE bob@contoso.com",
      "INITMESSAGECREATED bob@contoso.com",
      "MODERATORAPPROVE bob@contoso.com",
      "DELIVER bob@contoso.com",
    ]);
  });

  it("the request shows the original, and who asks", async () => {
    const on = await sandbox({ config });
    await submit(on, { text: "Forty-two" });
    const [request] = await items(on, "carol");
    const content = request && (await on.mailboxes.content(request));
    const body = (await content?.body.read())?.toString() ?? "";
    expect(body).toContain("Content-Type: message/rfc822");
    expect(body).toContain("Forty-two");
    const text = Buffer.from(/base64\r\n\r\n([^-]*)/.exec(body)?.[1] ?? "", "base64").toString();
    expect(text).toContain("alice@contoso.com sent a message to Bob Contoso <bob@contoso.com>.");
  });

  it("rejected: the sender reads the moderator's words", async () => {
    const on = await sandbox({ config });
    const id = await submit(on);
    await on.moderation.decide(await waiting(on), { approve: false, comment: "Not now." });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual([]);
    expect(await subjects(on, "alice")).toEqual(["Rejected: Budget"]);
    const [told] = await items(on, "alice");
    const content = told && (await on.mailboxes.content(told));
    const text = Buffer.from((await content?.body.read())?.toString() ?? "", "base64").toString();
    expect(text).toContain("was rejected by the moderator carol@contoso.com.");
    expect(text).toContain("> Not now.");
    expect((await trail(on, id)).at(-1)).toBe("MODERATORREJECT bob@contoso.com");
  });

  it("undecided for two days: it expires, and the sender hears of it", async () => {
    const on = await sandbox({ config });
    const id = await submit(on);
    await on.advance(47 * HOUR);
    expect(await on.moderation.list()).toHaveLength(1);
    await on.advance(HOUR);
    expect(await on.moderation.list()).toEqual([]);
    expect(await subjects(on, "alice")).toEqual(["Expired: Budget"]);
    expect((await trail(on, id)).at(-1)).toBe("MODERATIONEXPIRE bob@contoso.com");
  });

  it("a moderator's own mail needs no approval, a stranger's with a moderator's address does", async () => {
    const on = await sandbox({ config });
    await submit(on, { from: "carol@contoso.com", subject: "Mine" });
    await deliverFromOutside(on, { from: "carol@contoso.com", to: "bob@contoso.com", subject: "Not hers" });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["Mine"]);
    expect((await on.moderation.list()).map(({ subject }) => subject)).toEqual(["Not hers"]);
  });

  it("only who moderates decides, and only once", async () => {
    const on = await sandbox({ config });
    await submit(on);
    const id = await waiting(on);
    await expect(on.moderation.decide(id, { approve: true, moderator: "alice@contoso.com" })).rejects.toThrow(
      "alice@contoso.com does not moderate bob@contoso.com; its moderators: carol@contoso.com, dave@contoso.com.",
    );
    await on.moderation.decide(id, { approve: true });
    await on.idle();
    await expect(on.moderation.decide(id, { approve: false })).rejects.toThrow(
      `No message ${id} waits for a moderator.`,
    );
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });
});

describe("a moderated group", () => {
  it("waits for its owner, also where it is in another group; the others have the message meanwhile", async () => {
    const on = await sandbox({ config });
    await submit(on, { from: "dave@contoso.com", to: "all@contoso.com", subject: "Everybody" });
    expect(await subjects(on, "alice")).toEqual(["Everybody"]);
    expect(await subjects(on, "erin")).toEqual([]);
    await on.moderation.decide(await waiting(on), { approve: true });
    await on.idle();
    expect(await subjects(on, "erin")).toEqual(["Everybody"]);
    expect(await subjects(on, "alice")).toEqual(["Everybody"]);
  });

  it("lets pass whom it names, and tells nobody of a rejection where it says Never", async () => {
    const on = await sandbox({ config });
    await submit(on, { from: "erin@contoso.com", to: "team@contoso.com", subject: "Mine" });
    expect(await subjects(on, "dave")).toEqual(["Mine"]);
    await submit(on, { to: "team@contoso.com" });
    await on.moderation.decide(await waiting(on), { approve: false });
    await on.idle();
    expect(await subjects(on, "alice")).toEqual([]);
  });
});

it("what waits is still there after a restart, and expires in time", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-test-"));
  try {
    const first = await sandbox({ config, data });
    await submit(first);
    await first.stop();
    const second = await sandbox({ config, data, frozenAt: NOON + 47 * HOUR });
    expect((await second.moderation.list()).map(({ subject }) => subject)).toEqual(["Budget"]);
    await second.advance(HOUR);
    expect(await subjects(second, "alice")).toEqual(["Expired: Budget"]);
    await second.stop();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});

it("SendModerationNotifications Internal: people inside hear of a rejection, strangers don't", async () => {
  const on = await sandbox({
    config: tenant({
      mailboxes: [
        person("alice"),
        person("bob", {
          moderationEnabled: true,
          moderatedBy: ["carol@contoso.com"],
          sendModerationNotifications: "Internal",
        }),
        person("carol"),
      ],
    }),
  });
  await submit(on);
  await deliverFromOutside(on, { to: "bob@contoso.com" });
  await on.idle();
  for (const { id } of await on.moderation.list()) await on.moderation.decide(id, { approve: false });
  await on.idle();
  expect(await subjects(on, "alice")).toEqual(["Rejected: Budget"]);
  expect(await on.internet.list()).toEqual([]);
});

describe("a moderator's answer by mail", () => {
  const answer = async (on: Awaited<ReturnType<typeof sandbox>>, from: string, subject: string, text = "") => {
    const [request] = await items(on, "carol");
    const headers = { "In-Reply-To": request?.messageId ?? "" };
    await submit(on, {
      from,
      to: "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.com",
      subject,
      text,
      headers,
    });
  };

  it("that begins with Approve: lets the message pass, and is no mail itself", async () => {
    const on = await sandbox({ config });
    await submit(on);
    await answer(on, "carol@contoso.com", "Approve: Approval required: Budget");
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(await subjects(on, "carol")).toEqual(["Approval required: Budget"]);
  });

  it("that begins with Reject: rejects it, with what stands above the quotation", async () => {
    const on = await sandbox({ config });
    await submit(on);
    await answer(
      on,
      "carol@contoso.com",
      "Reject: Approval required: Budget",
      "Wrong figures.\n\n> Approve or reject\n",
    );
    const [told] = await items(on, "alice");
    const content = told && (await on.mailboxes.content(told));
    const text = Buffer.from((await content?.body.read())?.toString() ?? "", "base64").toString();
    expect(text).toContain("> Wrong figures.");
    expect(text).not.toContain("Approve or reject");
  });

  it("of somebody who doesn't moderate decides nothing", async () => {
    const on = await sandbox({ config });
    await submit(on);
    await answer(on, "erin@contoso.com", "Approve: Approval required: Budget");
    expect(await on.moderation.list()).toHaveLength(1);
    expect(await subjects(on, "bob")).toEqual([]);
  });
});

// Scenario 48; R17.
describe("a recall of what waits for a moderator", () => {
  it("waits too, and takes the message when it is approved: nobody sees it", async () => {
    const on = await sandbox({ config });
    const original = await submit(on, { to: ["bob@contoso.com", "team@contoso.com"] });
    const request = await recall(on, original);
    expect(await report(on, request)).toEqual([
      "bob@contoso.com: pending (notFound)",
      "dave@contoso.com: pending (notFound)",
      "erin@contoso.com: pending (notFound)",
    ]);

    await on.advance(2 * HOUR);
    for (const { id } of await on.moderation.list()) await on.moderation.decide(id, { approve: true });
    await on.idle();

    expect(await report(on, request)).toEqual([
      "bob@contoso.com: recalled",
      "dave@contoso.com: recalled",
      "erin@contoso.com: recalled",
    ]);
    expect(await subjects(on, "bob")).toEqual([]);
    expect(await subjects(on, "erin")).toEqual([]);
  });

  it("fails after 24 hours where nobody approved; what is approved later arrives", async () => {
    const on = await sandbox({ config });
    const request = await recall(on, await submit(on));
    await on.advance(24 * HOUR);
    expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notFound)"]);
    await on.moderation.decide(await waiting(on), { approve: true });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });
});
