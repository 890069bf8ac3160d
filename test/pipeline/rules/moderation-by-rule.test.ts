import { expect, test } from "vitest";
import { items, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

const config = tenant({
  mailboxes: [
    person("alice", { attributes: { manager: "carol@contoso.com" } }),
    person("bob"),
    person("carol"),
    person("dave"),
  ],
  transportRules: [
    { name: "Before", prependSubject: "[Before] " },
    { name: "By manager", sentTo: "bob@contoso.com", moderateMessageByManager: true },
    { name: "By Dave", subjectContainsWords: "Secret", moderateMessageByUser: "dave@contoso.com" },
    { name: "After", setHeaderName: "X-After", setHeaderValue: "1" },
  ],
});

test("ModerateMessageByUser, ModerateMessageByManager: held until a moderator decides; then the later rules run, once each", async () => {
  const on = await sandbox({ config });
  const id = await submit(on, { to: ["bob@contoso.com", "dave@contoso.com"] });
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "dave")).toEqual(["[Before] Budget"]);
  expect(await subjects(on, "carol")).toEqual(["Approval required: [Before] Budget"]);
  const [held] = await on.moderation.list();
  if (!held) throw new Error("nothing waits");
  expect(held).toMatchObject({ recipient: "bob@contoso.com", rule: "By manager", moderators: ["carol@contoso.com"] });

  // As Outlook's button does it.
  const [request] = await items(on, "carol");
  const inReplyTo = held.requestMessageId;
  expect(request?.messageId).toBe(inReplyTo);
  await submit(on, {
    from: "carol@contoso.com",
    to: ["alice@contoso.com"],
    subject: "Approve: [Before] Budget",
    headers: { "In-Reply-To": inReplyTo },
  });
  expect(await subjects(on, "bob")).toEqual(["[Before] Budget"]);
  const [copy] = await items(on, "bob");
  const headers = copy && (await on.mailboxes.content(copy))?.headers.toString();
  expect(headers?.match(/X-After: 1/g)).toHaveLength(1);
  expect(await trail(on, id)).toContain("MODERATORAPPROVE bob@contoso.com");

  await submit(on, { to: ["bob@contoso.com"], subject: "Secret" });
  const [first] = await on.moderation.list();
  await on.moderation.decide(first?.id ?? 0, { approve: true });
  await on.idle();
  const [second] = await on.moderation.list();
  expect(second).toMatchObject({ rule: "By Dave", moderators: ["dave@contoso.com"] });
  await on.moderation.decide(second?.id ?? 0, { approve: false, comment: "Not now." });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["[Before] Budget"]);
  expect(await subjects(on, "alice")).toContain("Rejected: [Before] Secret");
});
