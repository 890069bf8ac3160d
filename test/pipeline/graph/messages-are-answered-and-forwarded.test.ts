// Microsoft Graph: message: reply, replyAll, forward and their drafts; docs/recall.md R3, R18.
import { expect, test } from "vitest";
import { bob, client, errorOf, first, recallLast, sendMail, subjects } from "../../support/graph-client.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";

const start = () => sandbox({ config: tenant() });
const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const addresses = (list: unknown) =>
  (list as { emailAddress: { address: string } }[]).map((one) => one.emailAddress.address);
const carol = "carol@contoso.com";
const everybody = { toRecipients: to("bob@contoso.com", "dave@contoso.com"), ccRecipients: to(carol) };

test("a reply goes to the sender, in the thread, with the original below", async () => {
  const on = await start();
  await sendMail(on, { subject: "Figures", body: { contentType: "html", content: "<p>Grüße</p>" }, ...everybody });
  const { id, internetMessageId, conversationId } = await first(bob(on));
  await bob(on).api(`/me/messages/${id}/reply`).post({ comment: "They are <wrong>." });
  await on.idle();
  const received = await first(client(on));
  expect(received).toMatchObject({ subject: "RE: Figures", conversationId, ccRecipients: [] });
  const one = await client(on).api(`/me/messages/${received.id}`).get();
  expect(one.body.content).toContain("They are &lt;wrong&gt;.");
  expect(one.body.content).toContain("<p>Grüße</p>");
  const { internetMessageHeaders } = await client(on)
    .api(`/me/messages/${received.id}`)
    .select("internetMessageHeaders")
    .get();
  expect(internetMessageHeaders).toContainEqual({ name: "In-Reply-To", value: internetMessageId });
});

test("a reply to all goes to everybody else; the draft of it can be changed first", async () => {
  const on = await start();
  await sendMail(on, { subject: "RE: Figures", ...everybody });
  const { id } = await first(bob(on));
  const draft = await bob(on).api(`/me/messages/${id}/createReplyAll`).post({ comment: "Yes." });
  expect(draft).toMatchObject({ isDraft: true, subject: "RE: Figures" });
  expect(addresses(draft.toRecipients)).toEqual(["alice@contoso.com", "dave@contoso.com"]);
  expect(addresses(draft.ccRecipients)).toEqual([carol]);
  await bob(on).api(`/me/messages/${draft.id}`).patch({ ccRecipients: [] });
  await bob(on).api(`/me/messages/${draft.id}/send`).post({});
  await on.idle();
  expect(subjects(await client(on, "dave@contoso.com").api("/me/messages").get())).toEqual([
    "RE: Figures",
    "RE: Figures",
  ]);
  expect(subjects(await client(on, carol).api("/me/messages").get())).toEqual(["RE: Figures"]);
});

test("what was forwarded keeps its attachments, and stays when the original is recalled", async () => {
  const on = await start();
  const file = { "@odata.type": "#microsoft.graph.fileAttachment", name: "plan.pdf", contentBytes: "AAAA" };
  await sendMail(on, { subject: "Figures", attachments: [file] });
  const { id } = await first(bob(on));
  await bob(on)
    .api(`/me/messages/${id}/forward`)
    .post({ comment: "See below.", toRecipients: to(carol) });
  await on.idle();
  const forwarded = await first(client(on, carol));
  expect(forwarded.subject).toBe("FW: Figures");
  const { value } = await client(on, carol).api(`/me/messages/${forwarded.id}/attachments`).get();
  expect(value).toMatchObject([{ name: "plan.pdf" }]);
  await recallLast(on);
  expect(subjects(await bob(on).api("/me/mailFolders/inbox/messages").get())).toEqual([]);
  expect(subjects(await client(on, carol).api("/me/messages").get())).toEqual(["FW: Figures"]);
});

test("of classic Outlook's mail the text is answered, not winmail.dat", async () => {
  const on = await start();
  const outlook = client(on).api("/me/sendMail").query({ client: "outlook", richText: "true" });
  const file = { "@odata.type": "#microsoft.graph.fileAttachment", name: "plan.pdf", contentBytes: "AAAA" };
  const body = { contentType: "html", content: "<p>Rich figures</p>" };
  await outlook.post({
    message: { subject: "Figures", body, attachments: [file], toRecipients: to("bob@contoso.com") },
  });
  await on.idle();
  const { id } = await first(bob(on));
  const draft = await bob(on).api(`/me/messages/${id}/createForward`).post({});
  expect(draft.body.content).toContain("Rich figures");
  const { value } = await bob(on).api(`/me/messages/${draft.id}/attachments`).get();
  expect(value).toMatchObject([{ name: "plan.pdf" }]);
});

test("an answer to nobody, or with two texts, is refused", async () => {
  const on = await start();
  await sendMail(on, { subject: "Figures" });
  const { id } = await first(bob(on));
  const answer = (path: string, body: object) => errorOf(bob(on).api(`/me/messages/${id}/${path}`).post(body));
  expect(await answer("forward", { comment: "x" })).toEqual([400, "ErrorInvalidRecipients"]);
  const message = { body: { contentType: "text", content: "y" } };
  expect(await answer("reply", { comment: "x", message })).toEqual([400, "ErrorInvalidRequest"]);
  expect(await answer("reply", { komment: "x" })).toEqual([400, "RequestBodyRead"]);
});
