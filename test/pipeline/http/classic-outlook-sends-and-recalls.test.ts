// client=outlook: Graph's sendMail and recall as if classic Outlook did it. docs/recall.md R1, R3
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { legBytes, tnefOf } from "../../support/outlook.ts";
import { headersOf, items, report, sandbox, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const through = () => tenant({ ...roundTrip("builtin"), smartHost: { preset: "transparent" } });

async function post(on: Sandbox, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(on.url + path, {
    method: "POST",
    ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  await on.idle();
  return { status: response.status, text: await response.text() };
}

const MESSAGE = {
  message: {
    subject: "Budget",
    body: { contentType: "html", content: "<p>the <b>wrong</b> figures</p>" },
    toRecipients: [{ emailAddress: { address: "bob@contoso.com" } }],
    internetMessageId: "<budget@contoso.com>",
  },
};

const sendMail = (on: Sandbox, query: string) => post(on, `/v1.0/users/alice@contoso.com/sendMail${query}`, MESSAGE);

async function sentId(on: Sandbox): Promise<string> {
  const response = await fetch(`${on.url}/v1.0/users/alice@contoso.com/mailFolders/sentitems/messages`);
  const page = (await response.json()) as { value: { id: string }[] };
  return encodeURIComponent(page.value[0]?.id ?? "");
}

it("the message leaves as plain MIME where nobody asks for more", async () => {
  const on = await sandbox({ config: through() });
  expect((await sendMail(on, "?client=outlook")).status).toBe(202);
  const left = (await legBytes(on, "<budget@contoso.com>")).toString("latin1");
  expect(left).not.toContain("ms-tnef");
  expect(left).toContain("<b>wrong</b>");
});

it("it leaves as rich text where its sender chose that", async () => {
  const on = await sandbox({ config: through() });
  expect((await sendMail(on, "?client=outlook&richText=true")).status).toBe(202);
  expect((await tnefOf(await legBytes(on, "<budget@contoso.com>"))).kind).toBe("belongs");
});

it("who gets a blind copy stands in the sender's own copy alone", async () => {
  const on = await sandbox({ config: through() });
  const message = { ...MESSAGE.message, bccRecipients: [{ emailAddress: { address: "carol@contoso.com" } }] };
  await post(on, "/v1.0/users/alice@contoso.com/sendMail?client=outlook&richText=true", { message });
  for (const direction of ["out", "in"] as const) {
    const bytes = await legBytes(on, "<budget@contoso.com>", direction);
    const { stream } = await tnefOf(bytes);
    const inside = Buffer.concat(stream.attributes.map(({ data }) => data));
    for (const text of [bytes, inside]) {
      expect(text.includes("carol")).toBe(false);
      expect(text.includes(Buffer.from("carol", "utf16le"))).toBe(false);
    }
  }
  expect((await headersOf(on, "alice", "sentitems")).get("Bcc")).toContain("carol@contoso.com");
  expect(await items(on, "carol")).toHaveLength(1);
});

it("the request is one of generation A", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, "?client=outlook");
  const id = await sentId(on);
  const path = `/beta/users/alice@contoso.com/mailFolders/sentitems/messages/${id}/recall`;
  const answer = await post(on, `${path}?client=outlook&language=ko&report=false`);
  expect(answer.status).toBe(202);
  const requestId = `<${/MessageId is (\S+@\S+)\./.exec(answer.text)?.[1]}>`;
  expect(await report(on, requestId)).toEqual(["bob@contoso.com: recalled"]);
  const [purged] = await items(on, "alice", "recoverableitemspurges");
  expect(purged).toMatchObject({ messageClass: "IPM.Outlook.Recall", subject: "회수: Budget" });
});

it.each([
  ["?client=thunderbird", 'The query parameter "client" is "thunderbird"; it takes outlook.'],
  ["?client=outlook&richText=yes", 'The query parameter "richText" is "yes"; it takes true, false.'],
])("%s is refused in words", async (query, text) => {
  const on = await sandbox({ config: tenant() });
  const answer = await sendMail(on, query);
  expect(answer).toMatchObject({ status: 400 });
  expect((JSON.parse(answer.text) as { error: { message: string } }).error.message).toBe(text);
  expect(await items(on, "bob")).toEqual([]);
});

it("at level 2023-04 Graph's own recall is refused in words", async () => {
  const on = await sandbox({ config: tenant({ service: { level: "2023-04" } }) });
  await sendMail(on, "");
  const id = await sentId(on);
  const answer = await post(on, `/beta/users/alice@contoso.com/mailFolders/sentitems/messages/${id}/recall`);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("At service level 2023-04 only classic Outlook can recall (client=outlook).");
});
