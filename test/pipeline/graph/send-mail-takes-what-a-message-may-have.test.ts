// Microsoft Graph: user: sendMail; attachment, itemAttachment resource types.
import { expect, test } from "vitest";
import { bob, client, errorOf, first, type Page, sendMail } from "../../support/graph-client.ts";
import { HOUR, NOON, sandbox, tenant } from "../../support/sandbox.ts";

const start = () => sandbox({ config: tenant() });
const project = "String {00020329-0000-0000-c000-000000000046} Name Project";
const expand = (id: string) => `singleValueExtendedProperties($filter=id eq '${id}')`;

test("categories, flag and properties stay with the sender's copy", async () => {
  const on = await start();
  await sendMail(on, {
    subject: "Budget",
    categories: ["Red"],
    flag: { flagStatus: "flagged" },
    singleValueExtendedProperties: [
      { id: project, value: "X1" },
      { id: "String 0x001A", value: "IPM.Note.Project" },
    ],
  });
  const { id } = await first(client(on), "sentitems");
  const sent = await client(on).api(`/me/messages/${id}`).expand(expand(project)).get();
  const own = { categories: ["Red"], flag: { flagStatus: "flagged" }, isDraft: false };
  expect(sent).toMatchObject({ ...own, singleValueExtendedProperties: [{ id: project, value: "X1" }] });
  const received = await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}`)
    .expand(expand(project))
    .get();
  expect(received).toMatchObject({ categories: [], flag: { flagStatus: "notFlagged" } });
  expect(received).not.toHaveProperty("singleValueExtendedProperties");
});

test("what waits in the Outbox has them already", async () => {
  const on = await start();
  const later = { id: "SystemTime 0x3FEF0040", value: new Date(NOON + HOUR).toISOString() };
  await sendMail(on, { subject: "Later", categories: ["Red"], singleValueExtendedProperties: [later] });
  expect(await first(client(on), "outbox")).toMatchObject({ subject: "Later", categories: ["Red"] });
  await on.advance(HOUR);
  expect(await first(client(on), "sentitems")).toMatchObject({ subject: "Later", categories: ["Red"] });
});

test("a message within the message", async () => {
  const on = await start();
  const attached = (item: unknown) => ({ "@odata.type": "#microsoft.graph.itemAttachment", name: "Old mail", item });
  const item = {
    "@odata.type": "microsoft.graph.message",
    subject: "Old figures",
    from: { emailAddress: { name: "Eve", address: "eve@fabrikam.com" } },
    body: { contentType: "html", content: "<p>Grüße</p>" },
    sentDateTime: "2020-01-01T00:00:00Z",
  };
  await sendMail(on, { subject: "Fwd", attachments: [attached(item)] });
  const { id } = await first(bob(on));
  const { value } = (await bob(on).api(`/me/messages/${id}/attachments`).get()) as Page;
  expect(value).toMatchObject([{ "@odata.type": "#microsoft.graph.itemAttachment", name: "Old mail" }]);
  const mime = await bob(on).api(`/me/messages/${id}/attachments/${value[0]?.id}/$value`).get();
  expect(mime).toContain("Subject: Old figures");
  expect(mime).toContain("From: Eve <eve@fabrikam.com>");
  for (const wrong of [undefined, { "@odata.type": "microsoft.graph.event", subject: "x" }]) {
    const message = {
      toRecipients: [{ emailAddress: { address: "bob@contoso.com" } }],
      attachments: [attached(wrong)],
    };
    expect(await errorOf(client(on).api("/me/sendMail").post({ message }))).toEqual([400, "RequestBodyRead"]);
  }
});

test("a property is named by four digits or with its type behind them", async () => {
  const on = await start();
  await sendMail(on, { subject: "Budget" });
  const { id } = await first(bob(on));
  for (const name of ["String 0x001A", "String 0x001A001E", "string 0x1a"])
    expect(await bob(on).api(`/me/messages/${id}`).expand(expand(name)).get()).toMatchObject({
      singleValueExtendedProperties: [{ id: "String 0x1a", value: "IPM.Note" }],
    });
  const headers = await bob(on).api(`/me/messages/${id}`).expand(expand("String 0x007D001F")).get();
  expect(headers.singleValueExtendedProperties[0].value).toContain("Subject: Budget");
});
