import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import {
  deliverFromOutside,
  headersOf,
  items,
  NOON,
  recall,
  sandbox,
  subjects,
  submit,
} from "../../support/sandbox.ts";
import { tnefMail } from "../../support/tnef-mail.ts";
import { get, messages, send } from "../http/support.ts";
import { rulesTenant } from "./support.ts";

const asked = { headers: { "Disposition-Notification-To": "Alice <alice@contoso.com>" } };
const always = (parts = {}) => sandbox({ config: rulesTenant({ readReceiptResponse: "AlwaysSend", ...parts }) });

async function newest(on: Sandbox) {
  const [item] = await items(on, "bob");
  if (!item) throw new Error("Bob has nothing");
  return item;
}

async function patch(on: Sandbox, isRead: boolean): Promise<void> {
  await graph(on, "PATCH", "", { isRead });
}

async function graph(on: Sandbox, method: string, action: string, body?: unknown): Promise<void> {
  const [message] = await messages(on, "bob");
  await send(on, method, `/v1.0/users/bob@contoso.com/messages/${message?.id}${action}`, body);
  await on.idle();
}

describe("a read receipt", () => {
  it("is sent when the message is first read, and once", async () => {
    const on = await always();
    const id = await submit(on, asked);
    expect(await subjects(on, "alice")).toEqual([]);
    await patch(on, true);
    await patch(on, false);
    await patch(on, true);

    expect(await subjects(on, "alice")).toEqual(["Read: Budget"]);
    const [receipt] = await items(on, "alice");
    expect(receipt).toMatchObject({ sender: "", messageClass: "REPORT.IPM.Note.IPNRN", from: "bob@contoso.com" });
    const headers = await headersOf(on, "alice");
    expect([headers.get("In-Reply-To"), headers.get("Auto-Submitted")]).toEqual([id, "auto-replied"]);
    expect(await newest(on)).toMatchObject({ isRead: true });
  });

  it("says so when the message was deleted for good unread", async () => {
    const on = await always();
    await submit(on, asked);
    await graph(on, "POST", "/permanentDelete");
    expect(await subjects(on, "alice")).toEqual(["Not read: Budget"]);
    expect((await items(on, "alice"))[0]?.messageClass).toBe("REPORT.IPM.Note.IPNNRN");
    await submit(on, { ...asked, subject: "Two" });
    await on.mailboxes.softDelete(await newest(on), NOON);
    await on.idle();
    expect(await subjects(on, "alice")).toEqual(["Not read: Two", "Not read: Budget"]);
  });

  it("goes outside with a null sender", async () => {
    const on = await always();
    await deliverFromOutside(on, { headers: { "Disposition-Notification-To": "frank@fabrikam.com" } });
    await on.idle();
    await patch(on, true);
    expect(await on.internet.list()).toMatchObject([{ subject: "Read: Hello", sender: "" }]);
  });
});

describe("no read receipt is sent", () => {
  it.each([[{ readReceiptResponse: "DoNotAutomaticallySend" }], [{ readReceiptResponse: "NeverSend" }]])(
    "with %j",
    async (parts) => {
      const on = await always(parts);
      await submit(on, asked);
      await patch(on, true);
      expect(await subjects(on, "alice")).toEqual([]);
    },
  );

  it.each([
    ["where nobody asked", {}],
    ["to another than the sender", { headers: { "Disposition-Notification-To": "carol@contoso.com" } }],
    ["to several", { headers: { "Disposition-Notification-To": "alice@contoso.com, carol@contoso.com" } }],
    [
      "where more is required than is known",
      {
        headers: {
          "Disposition-Notification-To": "alice@contoso.com",
          "Disposition-Notification-Options": "signed-receipt=required,pkcs7",
        },
      },
    ],
  ])("%s", async (_, mail) => {
    const on = await always();
    await submit(on, mail);
    await patch(on, true);
    expect([...(await subjects(on, "alice")), ...(await subjects(on, "carol"))]).toEqual([]);
  });

  // docs/recall.md R15: the service takes the copy, its owner did nothing.
  it("for a copy that was recalled unread", async () => {
    const on = await always();
    await recall(on, await submit(on, asked));
    expect(await subjects(on, "alice")).not.toContain("Not read: Budget");
    expect(await subjects(on, "bob")).toEqual([]);
  });

  it("for a recall that stays in the mailbox, and Graph shows none asked for", async () => {
    const on = await sandbox({
      config: rulesTenant(
        { readReceiptResponse: "AlwaysSend" },
        {},
        { organizationConfig: { messageRecallEnabled: false } },
      ),
    });
    const raw = await tnefMail({
      subject: "Recall: Budget",
      headers: ["Disposition-Notification-To: alice@contoso.com"],
      change: (properties) => properties.set(TAG.PidTagMessageClass, "IPM.Outlook.Recall"),
    });
    await submit(on, { raw });
    expect(await newest(on)).toMatchObject({ messageClass: "IPM.Outlook.Recall" });
    const shown = await get(on, "/v1.0/users/bob@contoso.com/messages?$select=isReadReceiptRequested");
    expect(shown).toMatchObject({ value: [{ isReadReceiptRequested: false }] });
    await patch(on, true);
    expect(await subjects(on, "alice")).toEqual([]);
  });
});
