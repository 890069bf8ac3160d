import { expect, it } from "vitest";
import type { MessageForm } from "../../../src/journey/view-message/forms.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";

interface Body {
  readonly forms: readonly MessageForm[];
  readonly bodies: readonly { readonly content: string }[];
  readonly size: number;
  readonly detail: string;
}

async function ask(on: { readonly url: string }, path: string) {
  const answer = await fetch(`${on.url}/api${path}`);
  return { status: answer.status, body: (await answer.json()) as Body };
}

async function formsOf(on: { readonly url: string }, id: string): Promise<readonly MessageForm[]> {
  return (await ask(on, `/journeys/${encodeURIComponent(id)}/forms`)).body.forms;
}

it("is there as its sender has it, as it crossed connectors, and as it was delivered", async () => {
  const on = await sandbox();
  const sent = await fetch(`${on.url}/v1.0/users/alice@contoso.com/sendMail`, {
    ...{ method: "POST", headers: { "content-type": "text/plain" } },
    body: Buffer.from("Subject: Budget\r\nTo: bob@contoso.com\r\n\r\nThe budget.\r\n").toString("base64"),
  });
  expect(sent.status).toBe(202);
  await on.idle();
  const [journey] = (await on.journeys.list({ subject: "Budget" }, { limit: 1 })).journeys;
  const id = journey?.id ?? "";
  const forms = await formsOf(on, id);
  expect(forms.map(({ kind, place, mailboxes }) => [kind, place, ...mailboxes])).toEqual([
    ["submitted", "Sent Items", "alice@contoso.com"],
    expect.arrayContaining(["returned"]),
    expect.arrayContaining(["left"]),
    ["delivered", "Inbox", "bob@contoso.com"],
  ]);
  const returned = forms.find(({ kind }) => kind === "returned");
  const { body } = await ask(on, `/journeys/${id}/message?form=${returned?.key}`);
  expect(body.bodies[0]?.content).toContain("The budget.");
  expect((await ask(on, `/legs/${returned?.key.slice(4)}/message`)).body).toEqual(body);
  const bytes = await fetch(`${on.url}/api/journeys/${id}/message/bytes?form=${returned?.key}`);
  expect((await bytes.arrayBuffer()).byteLength).toBe(body.size);
});

it("that never crossed a connector is there all the same, once for all mailboxes", async () => {
  const on = await sandbox({ config: tenant() });
  const id = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], text: "Here they are" });
  const forms = await formsOf(on, id);
  expect(forms.map(({ kind, mailboxes }) => [kind, ...mailboxes])).toContainEqual([
    ...["delivered", "bob@contoso.com", "carol@contoso.com"],
  ]);
  const { body } = await ask(on, `/journeys/${encodeURIComponent(id)}/message`);
  expect(body.bodies[0]?.content).toContain("Here they are");
});

it("has no form that is another message's", async () => {
  const on = await sandbox({ config: tenant() });
  const one = await submit(on, { subject: "One" });
  const other = await submit(on, { subject: "Other" });
  const [theirs] = await formsOf(on, other);
  const { status, body } = await ask(on, `/journeys/${encodeURIComponent(one)}/message?form=${theirs?.key}`);
  expect([status, body.detail]).toEqual([404, `This message has no form ${theirs?.key}, or its bytes are gone.`]);
  expect((await ask(on, "/journeys/nobody/forms")).status).toBe(404);
});
