// docs/recall.md R1, R6: what a request of classic Outlook names, and what the original is, can be compared over Graph.
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";

interface Message {
  id: string;
  subject: string;
  singleValueExtendedProperties?: { id: string; value: string }[];
}

async function ask<T>(on: Sandbox, path: string, body?: object): Promise<T> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${on.ports.http}/beta/users/${path}`, body && init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Of the newest message in a folder. */
async function properties(on: Sandbox, folder: string, ...ids: string[]) {
  const filter = ids.map((id) => `id eq '${id}'`).join(" or ");
  const expand = encodeURIComponent(`singleValueExtendedProperties($filter=${filter})`);
  const { value } = await ask<{ value: Message[] }>(on, `${folder}/messages?$select=subject&$expand=${expand}`);
  const [message] = value;
  const list = message?.singleValueExtendedProperties ?? [];
  return { ...message, values: Object.fromEntries(list.map(({ id, value: text }) => [id, text])) };
}

it("0x6800 of the request is 0x300B of the original, in Sent Items and in the recipient's Inbox", async () => {
  const on = await sandbox({ config: tenant() });
  const message = {
    subject: "Budget",
    body: { contentType: "text", content: "The figures." },
    toRecipients: [{ emailAddress: { address: "bob@contoso.com" } }],
  };
  await ask(on, "alice@contoso.com/sendMail?client=outlook", { message });
  await on.idle();
  const key = ["Binary 0x300B", "String 0x001A"];
  const sent = await properties(on, "alice@contoso.com/mailFolders/sentitems", ...key);
  const received = await properties(on, "bob@contoso.com/mailFolders/inbox", ...key);
  expect(sent.values).toEqual({ "Binary 0x300b": expect.stringMatching(/^[\w+/]{22}==$/), "String 0x1a": "IPM.Note" });
  expect(received.values).toEqual(sent.values);

  await ask(on, `alice@contoso.com/mailFolders/sentitems/messages/${sent.id}/recall?client=outlook`, {});
  await on.idle();
  const request = await properties(
    on,
    "alice@contoso.com/mailFolders/recoverableitemspurges",
    ...["String 0x001A", "Binary 0x6800", "Integer 0x6801", "String 0x6802", "Binary 0x0031"],
    "Integer {00062008-0000-0000-C000-000000000046} Id 0x851A",
  );
  expect(request.subject).toBe("Recall: Budget");
  expect(request.values).toEqual({
    "String 0x1a": "IPM.Outlook.Recall",
    "Binary 0x6800": sent.values["Binary 0x300b"],
    "Integer 0x6801": "1",
    "String 0x6802": "IPM.Note",
    "Binary 0x31": expect.any(String),
    "Integer {00062008-0000-0000-c000-000000000046} Id 0x851a": "1",
  });
});
