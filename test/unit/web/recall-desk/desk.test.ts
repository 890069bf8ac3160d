import { describe, expect, it } from "vitest";
import type { Recall } from "../../../../src/web/api/answers.ts";
import { readDesk, writeDesk } from "../../../../src/web/recall-desk/desk-address.ts";
import { concerns, rowsOf } from "../../../../src/web/recall-desk/mailbox-rows.ts";
import { addressesIn, mimeOf } from "../../../../src/web/recall-desk/mime.ts";
import { totalOf } from "../../../../src/web/recall-desk/statuses.ts";

const USERS = ["alice", "bob", "carol", "dave"].map((name) => ({ displayName: name, mail: `${name}@contoso.com` }));

describe("readDesk()", () => {
  it("seats the first two beside the first where the address says nothing", () => {
    expect(readDesk({}, USERS)).toMatchObject({
      ...{ sender: "alice@contoso.com", recipients: ["bob@contoso.com", "carol@contoso.com"], client: "new" },
    });
  });

  it("takes what the address says, in any case, and leaves out whom nobody knows", () => {
    const query = {
      sender: "Bob@contoso.com",
      to: "DAVE@contoso.com,eve@contoso.com",
      client: "outlook",
      message: "<a@b>",
      in: "dave@contoso.com:deleteditems,eve@contoso.com:inbox",
    };
    const desk = readDesk(query, USERS);
    expect(desk).toMatchObject({ sender: "bob@contoso.com", recipients: ["dave@contoso.com"], client: "outlook" });
    expect(desk.folders).toEqual({ "dave@contoso.com": "deleteditems" });
    expect(readDesk(writeDesk(desk), USERS)).toEqual(desk);
  });
});

const message = (id: string, receivedDateTime: string) => ({
  ...{ id, internetMessageId: `<${id}>`, subject: id, isRead: false, receivedDateTime, from: null, toRecipients: [] },
});
const recall = (id: string, status: Recall["recipients"][number]["status"], at: string) =>
  ({
    ...{ id: `r-${id}-${status}`, originalMessageId: `<${id}>`, mailbox: "alice@contoso.com", subject: id },
    recipients: [{ address: "bob@contoso.com", status, text: "", trueReason: null, trueReasonText: null, at }],
  }) as unknown as Recall;

describe("rowsOf()", () => {
  it("puts what a recall took away among what is there, newest first", () => {
    const rows = rowsOf(
      [message("b", "2026-01-01T00:00:02Z"), message("a", "2026-01-01T00:00:00Z")],
      [recall("x", "recalled", "2026-01-01T00:00:01Z")],
      ...(["Bob@contoso.com", true] as const),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["message", "gone", "message"]);
  });

  it("a second recall, which fails, brings nothing back", () => {
    const recalls = [recall("x", "failed", "2026-01-01T00:00:05Z"), recall("x", "recalled", "2026-01-01T00:00:01Z")];
    expect(rowsOf([], recalls, "bob@contoso.com", true)).toMatchObject([
      { kind: "gone", line: { status: "recalled" } },
    ]);
  });

  it("says beside a copy that stayed why it did", () => {
    const rows = rowsOf([message("a", "1")], [recall("a", "failed", "2")], "bob@contoso.com", true);
    expect(rows).toMatchObject([{ kind: "message", line: { status: "failed" } }]);
  });
});

describe("concerns()", () => {
  const tracking = (recipients: string[], recipientCount = recipients.length) =>
    ({ type: "tracking", data: { sender: "Alice@contoso.com", recipients, recipientCount } }) as const;
  it("is true for sender and recipients, and for whom an event may have left unnamed", () => {
    expect(concerns(tracking(["bob@contoso.com"]), "Bob@contoso.com")).toBe(true);
    expect(concerns(tracking(["bob@contoso.com"]), "alice@contoso.com")).toBe(true);
    expect(concerns(tracking(["bob@contoso.com"]), "carol@contoso.com")).toBe(false);
    expect(concerns(tracking(["bob@contoso.com"], 11), "carol@contoso.com")).toBe(true);
    expect(concerns({ type: "recall", data: { address: null } }, "carol@contoso.com")).toBe(true);
    expect(concerns({ type: "journey", data: {} }, "carol@contoso.com")).toBe(false);
  });
});

describe("mimeOf()", () => {
  it("is MIME that carries any text, in lines that SMTP allows", () => {
    const subject = "Zahlen für März: 撤回 ".repeat(12);
    const mime = mimeOf({ from: "alice@contoso.com", to: ["bob@contoso.com"], subject, text: "ü\n".repeat(200) });
    const [head = "", body = ""] = mime.split("\r\n\r\n");
    const words = [...head.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g)].map(([, word]) => Buffer.from(word ?? "", "base64"));
    expect(words.map(String).join("")).toBe(subject);
    expect(Buffer.from(body, "base64").toString()).toBe("ü\r\n".repeat(200));
    expect(Math.max(...mime.split("\r\n").map((line) => line.length))).toBeLessThan(90);
  });

  it("lets no subject make a header field of its own", () => {
    const mime = mimeOf({ from: "a@b", to: ["c@d"], subject: "Hi\r\nBcc: eve@evil.example", text: "" });
    expect(mime).not.toMatch(/^Bcc:/m);
  });
});

it("addressesIn() reads a list as people write it", () => {
  expect(addressesIn("bob@contoso.com, <all@contoso.com>; bob@contoso.com")).toEqual([
    "bob@contoso.com",
    "all@contoso.com",
  ]);
});

it("totalOf() says what became of a recall as a whole", () => {
  const totals = { recipients: 3, pending: 0, recalled: 1, recalledRead: 1, outside: 0, failed: 1 };
  expect(totalOf(totals).word).toBe("recalled from 2 of 3");
  expect(totalOf({ ...totals, pending: 1 }).word).toBe("recall pending for 1 of 3");
  expect(totalOf({ ...totals, recalled: 0, recalledRead: 0, failed: 3 }).word).toBe("recall failed");
});
