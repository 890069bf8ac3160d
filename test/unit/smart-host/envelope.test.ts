import { describe, expect, it } from "vitest";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
import type { SmtpEnvelope } from "../../../src/smtp/session.ts";

const ENVELOPE: SmtpEnvelope = {
  ...{ from: "alice@contoso.com", ret: "HDRS", envelopeId: "budget-1", smtpUtf8: false, eightBitMime: false },
  recipients: [],
};
const BOB = { address: "bob@contoso.com", notify: ["FAILURE"], originalRecipient: "rfc822;bob@contoso.com" };
const CAROL = { address: "carol@contoso.com" };

function edited(option: string) {
  const [behaviour] = composeBehaviours([`edit-envelope=${option}`]);
  const mail = () => behaviour?.editEnvelope?.(ENVELOPE) ?? ENVELOPE;
  const rcpt = (to: typeof BOB | typeof CAROL) => (behaviour?.editRecipient ? behaviour.editRecipient(to) : to);
  return { mail, rcpt };
}

describe("edit-envelope", () => {
  it("dsn: what RFC 3461 added is lost", () => {
    const { mail, rcpt } = edited("dsn");
    expect([mail().ret, mail().envelopeId, mail().from]).toEqual([undefined, undefined, "alice@contoso.com"]);
    expect(rcpt(BOB)).toEqual({ address: "bob@contoso.com" });
  });

  it("sender: one of its own", () => {
    expect(edited("sender").mail().from).toBe("bounces@vendor.example");
  });

  it("first: of each message", () => {
    const { mail, rcpt } = edited("first");
    for (const _ of ["one", "two"]) {
      mail();
      expect([rcpt(BOB), rcpt(CAROL)]).toEqual([BOB, undefined]);
    }
  });

  it("redirect: everything to whom it saw first", () => {
    const { mail, rcpt } = edited("redirect");
    mail();
    expect(rcpt(CAROL)).toEqual(CAROL);
    mail();
    expect(rcpt(BOB)).toEqual(CAROL);
  });

  it("is one of these", () => {
    expect(() => composeBehaviours(["edit-envelope=all"])).toThrow(/none of dsn, sender, first, redirect/);
  });
});
