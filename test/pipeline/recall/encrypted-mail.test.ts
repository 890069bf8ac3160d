// Recall of encrypted mail: the service deletes by identity, so what is inside doesn't matter. Scenario 35
import { describe, expect, it } from "vitest";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { recallByOutlook, winmailMessage } from "../../support/outlook.ts";
import { recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const head = (type: string, ...more: string[]) =>
  [
    "From: <alice@contoso.com>",
    "To: <bob@contoso.com>",
    "Subject: Budget",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "Message-ID: <sealed@contoso.com>",
    "MIME-Version: 1.0",
    ...more,
    `Content-Type: ${type}`,
    "",
  ].join("\r\n");

const part = (type: string, text: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;

const RPMSG_PARTS = `\r\n${part("text/plain", "Read it in Outlook.")}${part("application/x-microsoft-rpmsg-message; name=message.rpmsg", "AAAA")}--b--\r\n`;
/** Purview Message Encryption and sensitivity labels; a client that leaves the Content-Class out, too. */
const labelled = `${head('multipart/mixed; boundary="b"', "Content-Class: rpmsg.message")}${RPMSG_PARTS}`;
const byPartAlone = `${head('multipart/mixed; boundary="b"')}${RPMSG_PARTS}`;
const enveloped = `${head('application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', "Content-Transfer-Encoding: base64")}\r\nMIAGCSqGSIb3DQEHA6CAMIACAQA=\r\n`;
const signed = `${head('multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="b"')}\r\n${part("text/plain", "Hello")}${part("application/pkcs7-signature; name=smime.p7s", "MIAG")}--b--\r\n`;

const ALL = { labelled, byPartAlone, enveloped, signed };

describe.each(["2024-08", "2026-09"])("at level %s", (level) => {
  it.each(Object.entries(ALL))("mail that is %s is recalled like any other", async (_, raw) => {
    const on = await sandbox({ config: tenant({ service: { level } }) });
    const request = await recall(on, await submit(on, { raw }));
    expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
    expect(await subjects(on, "bob")).toEqual([]);
  });
});

describe("at level 2023-04", () => {
  const config = tenant({ service: { level: "2023-04" } });

  it.each([
    ["enveloped", enveloped],
    ["signed", signed],
  ])("S/MIME that is %s is recalled", async (_, raw) => {
    const on = await sandbox({ config });
    const request = await recallByOutlook(on, await submit(on, { raw }));
    expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
    expect(await subjects(on, "bob")).toEqual([]);
  });

  it.each([
    ["labelled", labelled],
    ["labelled without a Content-Class", byPartAlone],
  ])("what is %s is greyed out in Outlook", async (_, raw) => {
    const on = await sandbox({ config });
    const original = await submit(on, { raw });
    await expect(recallByOutlook(on, original)).rejects.toThrow(
      "At service level 2023-04 encrypted messages can't be recalled",
    );
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });

  it("a client that asks all the same is told by the report", async () => {
    const on = await sandbox({ config });
    const [sent] = await on.submitted.find(await submit(on, { raw: labelled }));
    const raw = winmailMessage({
      subject: "Recall: Budget",
      messageId: "<request@contoso.com>",
      messageClass: "IPM.Outlook.Recall",
      properties: (bag) => bag.set(TAG.RecallSearchKey, Buffer.from(sent?.searchKey ?? "", "hex")),
    });
    await submit(on, { raw });
    expect(await report(on, "<request@contoso.com>")).toEqual(["bob@contoso.com: failed (encrypted)"]);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });
});

it("the word alone, in the text of a mail, encrypts nothing", async () => {
  const on = await sandbox({ config: tenant({ service: { level: "2023-04" } }) });
  const original = await submit(on, { text: "Content-Type: application/x-microsoft-rpmsg-message" });
  expect(await report(on, await recallByOutlook(on, original))).toEqual(["bob@contoso.com: recalled"]);
});
