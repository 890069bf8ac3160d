// Mail in rich text is shown as the message it is: its own text and attachments, not the file that they travel in.
import { describe, expect, it } from "vitest";
import { splitMessage } from "../../../src/mime/message.ts";
import { compressRtf } from "../../../src/tnef/compressed-rtf.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { htmlToRtf } from "../../../src/tnef/rtf/body-to-rtf.ts";
import { items, type Mail, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { type TnefMail, tnefMail, withWinmail } from "../../support/tnef-mail.ts";

interface Attachment {
  "@odata.type": string;
  id: string;
  name: string;
  contentType: string | null;
  size: number;
  isInline: boolean;
  contentId?: string | null;
  contentBytes?: string;
}
interface Message {
  id: string;
  body: { contentType: string; content: string };
  bodyPreview: string;
  hasAttachments: boolean;
  importance: string;
  attachments: Attachment[];
}

const MIXED = `From: Alice Contoso <alice@contoso.com>
To: Bob Contoso <bob@contoso.com>
Subject: Budget
Date: Fri, 20 Nov 2026 12:00:00 +0000
Message-ID: <budget@contoso.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/related; boundary=r

--r
Content-Type: text/html; charset=utf-8

<p>Zahlen f\u00fcr M\u00e4rz <img src="cid:logo@contoso.com"></p>

--r
Content-Type: image/png; name="logo.png"
Content-ID: <logo@contoso.com>
Content-Disposition: inline; filename="logo.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=

--r--
--m
Content-Type: application/pdf; name="budget.pdf"
Content-Disposition: attachment; filename="budget.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK

--m
Content-Type: message/rfc822

From: Frank <frank@fabrikam.com>
To: Alice Contoso <alice@contoso.com>
Subject: Last year
Date: Thu, 20 Nov 2025 12:00:00 +0000
Message-ID: <last-year@fabrikam.com>

The figures of last year.

--m--
`;

async function delivered(mail: TnefMail, change: (raw: Buffer) => Buffer = (raw) => raw) {
  const on = await sandbox({ config: tenant() });
  const raw = change(await tnefMail(mail));
  await submit(on, { raw } satisfies Mail);
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${on.ports.http}/v1.0/users/bob@contoso.com/${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const list = (await (await ask("mailFolders/inbox/messages?$select=id")).json()) as { value: Message[] };
  const id = list.value[0]?.id ?? "";
  const message = (await (await ask(`messages/${id}?$expand=attachments`)).json()) as Message;
  const value = async (attachment: Attachment | undefined) =>
    Buffer.from(await (await ask(`messages/${id}/attachments/${attachment?.id}/$value`)).arrayBuffer());
  return { on, raw, message, value, ask, id };
}

describe("a message in rich text", () => {
  it("shows its HTML, and its attachments by their names", async () => {
    const { message, value } = await delivered({ mime: MIXED });
    expect(message.body.contentType).toBe("html");
    expect(message.body.content).toContain("Zahlen f\u00fcr M\u00e4rz");
    expect(message).toMatchObject({ bodyPreview: "Zahlen f\u00fcr M\u00e4rz", hasAttachments: true });
    expect(message.attachments).toMatchObject([
      { name: "logo.png", contentType: "image/png", isInline: true, contentId: "logo@contoso.com" },
      { name: "budget.pdf", contentType: "application/pdf", isInline: false, contentBytes: "JVBERi0xLjQK" },
      { "@odata.type": "#microsoft.graph.itemAttachment", name: "Last year", contentType: null },
    ]);
    expect((await value(message.attachments[1])).toString()).toBe("%PDF-1.4\n");
    const inner = (await value(message.attachments[2])).toString();
    expect(inner).toMatch(/^From: "Frank" <frank@fabrikam.com>\r\nTo: "Alice Contoso" <alice@contoso.com>\r\n/);
    expect(inner).toContain("\r\nMessage-ID: <last-year@fabrikam.com>\r\n");
    expect(inner).toContain("\r\nThe figures of last year.");
  });

  it("shows the HTML that its RTF encapsulates", async () => {
    const rtf = htmlToRtf("<html><body><p>Only in rich text</p></body></html>");
    const { message } = await delivered({
      change: (properties) => {
        properties.delete(TAG.PidTagBody);
        properties.set(TAG.PidTagRtfCompressed, compressRtf(rtf));
      },
    });
    expect(message.body).toMatchObject({ contentType: "html" });
    expect(message.body.content).toContain("Only in rich text");
    expect(message).toMatchObject({ bodyPreview: "Only in rich text", hasAttachments: false, attachments: [] });
  });

  it("shows the text beside winmail.dat where it has none of its own, as classic recalls do", async () => {
    const { message } = await delivered({ change: (properties) => properties.delete(TAG.PidTagBody) });
    expect(message.body.contentType).toBe("text");
    expect(message.attachments).toEqual([]);
  });

  it("is urgent where its TNEF says so", async () => {
    const { message } = await delivered({ change: (properties) => properties.set(TAG.PidTagImportance, 2) });
    expect(message.importance).toBe("high");
  });

  it("is MIME under $value, and stays byte for byte what it is in the store", async () => {
    const { on, raw, ask, id } = await delivered({ mime: MIXED });
    const mime = await (await ask(`messages/${id}/$value`)).text();
    expect(mime).toContain("\r\nMessage-ID: <budget@contoso.com>\r\n");
    expect(mime).toMatch(/\r\nX-MS-TNEF-Correlator: ?\r\n/);
    const types = [...mime.matchAll(/^Content-Type: ([\w/-]+)/gm)].map(([, type]) => type);
    expect(types).not.toContain("application/ms-tnef");
    expect(types).toEqual(expect.arrayContaining(["text/html", "image/png", "application/pdf", "message/rfc822"]));
    const [item] = await items(on, "bob");
    const stored = (item && (await on.mailboxes.bytes(item))) ?? Buffer.alloc(0);
    expect(splitMessage(stored).body.equals(splitMessage(raw).body)).toBe(true);
    const asDelivered = await (await ask(`messages/${id}/$value?form=delivered`)).arrayBuffer();
    expect(stored.equals(Buffer.from(asDelivered))).toBe(true);
    await expect(ask(`messages/${id}/$value?form=tnef`)).rejects.toThrow("it takes delivered");
  });
});

describe("winmail.dat is an attachment like others", () => {
  const shown = async (mail: TnefMail, change?: (raw: Buffer) => Buffer) => {
    const { message } = await delivered({ mime: MIXED, ...mail }, change);
    return message.attachments.map(({ name, contentType }) => `${name} ${contentType}`);
  };

  it("where it is another message's", async () => {
    const changeHeaders: TnefMail["changeHeaders"] = (headers) => headers.set("X-MS-TNEF-Correlator", "<other@x>");
    expect(await shown({ changeHeaders })).toEqual(["winmail.dat application/ms-tnef"]);
  });

  it("where it is broken", async () => {
    const cut = (raw: Buffer) => withWinmail(raw, (winmail) => winmail.subarray(0, 100));
    expect(await shown({}, cut)).toEqual(["winmail.dat application/ms-tnef"]);
  });
});
