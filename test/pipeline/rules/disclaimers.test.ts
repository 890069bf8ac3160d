import { expect, test } from "vitest";
import { deliverFromOutside, items, person, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

const config = tenant({
  mailboxes: [person("alice", { attributes: { title: "CEO" } }), person("bob"), person("carol")],
  transportRules: [
    {
      name: "Disclaim",
      fromScope: "InOrganization",
      applyHtmlDisclaimerText: "<p>%%DisplayName%%, %%Title%%</p>",
      generateNotification: "%%Subject%% was disclaimed",
      generateIncidentReport: "carol@contoso.com",
      incidentReportContent: ["AttachOriginalMail"],
    },
  ],
});

test("ApplyHtmlDisclaimerText, GenerateNotification, GenerateIncidentReport: what recipients and the reported-to get", async () => {
  const on = await sandbox({ config });
  const bodyOf = async (mailbox: string, subject: string): Promise<string> => {
    const item = (await items(on, mailbox)).find((one) => one.subject === subject);
    return item ? ((await (await on.mailboxes.content(item))?.body.read())?.toString() ?? "") : "nothing";
  };
  const id = await submit(on, { text: "Hello", html: "<html><body>Hello</body></html>" });
  const body = await bodyOf("bob", "Budget");
  expect(body).toMatch(/Hello[\r\n]+Alice Contoso, CEO[\r\n]/);
  expect(body).toMatch(/Hello[\r\n]+<p>Alice Contoso, CEO<\/p>[\r\n]+<\/body>/);
  expect(await bodyOf("bob", "Notification: Budget")).not.toBe("nothing");
  expect(await bodyOf("carol", "Rule detected - Budget")).toContain("<html><body>Hello</body></html>");
  expect((await trail(on, id)).at(-1)).toBe("DELIVER bob@contoso.com");

  const signed = [
    "From: alice@contoso.com",
    "To: bob@contoso.com",
    "Subject: Signed",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "Message-ID: <signed@contoso.com>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/signed; boundary="s"; protocol="application/pkcs7-signature"',
    ...["", "--s", "Content-Type: text/plain", "", "Hello ", "--s", "Content-Type: application/pkcs7-signature"],
    ...["", "MIIB", "--s--", ""],
  ].join("\r\n");
  await submit(on, { raw: signed });
  expect(await bodyOf("bob", "Signed")).toContain(signed.slice(signed.indexOf("MIME-Version")));
  const [wrapper] = (await items(on, "bob")).filter(({ subject }) => subject === "Signed");
  expect(wrapper?.messageId).not.toBe("<signed@contoso.com>");

  await deliverFromOutside(on, { subject: "From outside", text: "Hello" });
  await on.idle();
  expect(await bodyOf("bob", "From outside")).not.toContain("CEO");
});
