import { describe, expect, it } from "vitest";
import { type Candidate, linkReturned, type ReturnedMail } from "../../../src/check/examiner/link.ts";

const message = (subject: string, ...body: string[]) =>
  Buffer.from([`Subject: ${subject}`, "Content-Type: text/plain", "", ...body, ""].join("\r\n"));

const BUDGET = message("Budget", "The budget of the third quarter", "is larger than we thought.");
const LUNCH = message("Lunch", "Shall we meet at noon", "in front of the canteen?");

function candidate(parts: Partial<Candidate> = {}): Candidate {
  const recipients = ["bob@contoso.com"];
  return { messageId: "<1@contoso.com>", recipients, hasOwnRecipients: true, content: BUDGET, ...parts };
}

function mail(parts: Partial<ReturnedMail> = {}): ReturnedMail {
  return {
    ...{ recipients: ["bob@contoso.com"], originalRecipients: [], messageId: "<other@vendor.example>" },
    ...{ networkMessageIds: [], content: BUDGET, ...parts },
  };
}

describe("a returning message is linked", () => {
  it("by a recipient that only one message has, whatever its Message-ID became", () => {
    expect(linkReturned(mail(), [candidate(), candidate({ recipients: ["carol@contoso.com"] })])).toMatchObject({
      candidate: { recipients: ["bob@contoso.com"] },
      by: "recipient",
    });
  });

  it("in whatever case the recipient is written", () => {
    expect(linkReturned(mail({ recipients: ["BOB@Contoso.com"] }), [candidate()])?.by).toBe("recipient");
  });

  const [original, request] = [
    candidate({ envelopeId: "a" }),
    candidate({ messageId: "<2@contoso.com>", envelopeId: "b", networkMessageId: "guid-2", content: LUNCH }),
  ];

  it("by its envelope id, where one recipient gets several", () => {
    expect(linkReturned(mail({ envelopeId: "b" }), [original, request])).toEqual({
      candidate: request,
      by: "envelope id",
    });
  });

  it("by its original recipient, where the recipient was replaced", () => {
    const replaced = mail({ recipients: ["all@contoso.com"], originalRecipients: ["bob@contoso.com"] });
    expect(linkReturned(replaced, [candidate(), candidate({ recipients: ["carol@contoso.com"] })])?.by).toBe(
      "envelope id",
    );
  });

  it("by Message-ID, then by the network message id that a field names", () => {
    expect(linkReturned(mail({ messageId: "<2@contoso.com>" }), [original, request])?.by).toBe("Message-ID");
    expect(linkReturned(mail({ networkMessageIds: ["guid-2"] }), [original, request])).toEqual({
      ...{ candidate: request, by: "network message id" },
    });
  });

  it("by what it says, when nothing else is left", () => {
    const signed = Buffer.concat([LUNCH, Buffer.from("--\r\nACME signature\r\n")]);
    expect(linkReturned(mail({ content: signed }), [original, request])).toEqual({
      candidate: request,
      by: "similarity",
    });
  });

  it("not yet, while a message that may be more like it has not been seen leaving", () => {
    const { content: _, ...leaving } = request;
    expect(linkReturned(mail({ content: LUNCH }), [original, leaving])).toBeUndefined();
  });
});

describe("a returning message is a stranger's", () => {
  it("when it has nothing in common with what was sent", () => {
    expect(linkReturned(mail({ recipients: ["eve@contoso.com"], content: LUNCH }), [candidate()])).toBeUndefined();
  });

  it("when a product writes to the recipient of its own accord", () => {
    const notice = message("Your mail was scanned", "No threat was found.");
    expect(linkReturned(mail({ content: notice }), [candidate()])).toBeUndefined();
  });
});
