import { describe, expect, it } from "vitest";
import { HOUR, sandbox, tenant } from "../../support/sandbox.ts";
import { closedPort, foreignHost, notifications, outbound, outcomesOf, send } from "../../support/transport.ts";

type Running = Awaited<ReturnType<typeof sandbox>>;

/** Alice submits with these parameters behind the addresses. */
async function submitted(on: Running, recipients: readonly string[], mail = ""): Promise<void> {
  const answer = await send(on, {
    listener: "submission",
    user: "alice@contoso.com",
    from: `alice@contoso.com>${mail && ` ${mail}`}`,
    to: recipients,
    raw: "From: alice@contoso.com\r\nSubject: Told\r\nMessage-ID: <told@contoso.com>\r\n\r\nBody of it\r\n",
  });
  expect(answer).toMatch(/^250 /);
  await on.idle();
}

const told = async (on: Running) => outcomesOf(await notifications(on, "alice")).sort();

describe("NOTIFY=NEVER", () => {
  it("keeps failure, delay and success to itself", async () => {
    const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${await closedPort()}`)) });
    await submitted(on, [
      "nobody@contoso.com> NOTIFY=NEVER",
      "bob@contoso.com> NOTIFY=NEVER",
      "frank@fabrikam.com> NOTIFY=NEVER",
    ]);
    await on.advance(25 * HOUR);
    expect(await told(on)).toEqual([]);
  });
});

describe("NOTIFY=FAILURE", () => {
  it("tells of failures, not of delays", async () => {
    const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${await closedPort()}`)) });
    await submitted(on, ["frank@fabrikam.com> NOTIFY=FAILURE"]);
    await on.advance(25 * HOUR);
    expect(await told(on)).toEqual(["frank@fabrikam.com failed 4.4.7"]);
  });
});

describe("NOTIFY=DELAY", () => {
  it("tells of delays only", async () => {
    const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${await closedPort()}`)) });
    await submitted(on, ["frank@fabrikam.com> NOTIFY=DELAY"]);
    await on.advance(25 * HOUR);
    expect(await told(on)).toEqual(["frank@fabrikam.com delayed 4.4.316"]);
  });
});

describe("NOTIFY=SUCCESS", () => {
  it("tells of delivery to a mailbox, to who asked for it only", async () => {
    const on = await sandbox({ config: tenant() });
    await submitted(on, [
      "bob@contoso.com> NOTIFY=SUCCESS,FAILURE",
      "carol@contoso.com> NOTIFY=FAILURE",
      "dave@contoso.com",
    ]);
    expect(await told(on)).toEqual(["bob@contoso.com delivered 2.1.5"]);
    const [dsn] = await notifications(on, "alice");
    expect(dsn?.subject).toBe("Delivered: Told");
    // RFC 3461 §4.3: a success returns the header block only.
    expect(dsn?.text).toContain("Message-ID: <told@contoso.com>");
    expect(dsn?.text).not.toContain("Body of it");
  });

  it("tells of each member of a group, with the address that was written to", async () => {
    const on = await sandbox({
      config: tenant({ groups: [{ address: "all@contoso.com", members: ["bob@contoso.com", "carol@contoso.com"] }] }),
    });
    await submitted(on, ["all@contoso.com> NOTIFY=SUCCESS ORCPT=rfc822;all+40contoso.com"]);
    expect(await told(on)).toEqual(["bob@contoso.com delivered 2.1.5", "carol@contoso.com delivered 2.1.5"]);
    const originals = (await notifications(on, "alice")).flatMap(({ status }) =>
      status.recipients.map((recipient) => recipient.originalRecipient),
    );
    expect(new Set(originals)).toEqual(new Set(["all@contoso.com"]));
  });

  it("does not tell of a failure", async () => {
    const on = await sandbox({ config: tenant() });
    await submitted(on, ["nobody@contoso.com> NOTIFY=SUCCESS"]);
    expect(await told(on)).toEqual([]);
  });

  it('tells "relayed" where the next hop knows no DSN', async () => {
    const host = await foreignHost({ without: ["DSN"] });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    await submitted(on, ["frank@fabrikam.com> NOTIFY=SUCCESS", "fred@fabrikam.com"]);
    expect(await told(on)).toEqual(["frank@fabrikam.com relayed 2.0.0"]);
  });
});

describe("a next hop that knows DSN", () => {
  it("gets NOTIFY, ORCPT, RET and ENVID, and tells by itself", async () => {
    const host = await foreignHost();
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    await submitted(
      on,
      ["frank@fabrikam.com> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;frank+40fabrikam.com"],
      "RET=HDRS ENVID=QQ314159",
    );
    expect(await told(on)).toEqual([]);
    expect(host.taken[0]?.parameters).toMatchObject([
      { RET: "HDRS", ENVID: "QQ314159" },
      { NOTIFY: "SUCCESS,DELAY", ORCPT: "rfc822;frank@fabrikam.com" },
    ]);
  });
});

describe("what an NDR gives back", () => {
  it("is the envelope id and, with RET=HDRS, the header block only", async () => {
    const on = await sandbox({ config: tenant() });
    await submitted(on, ["nobody@contoso.com> ORCPT=rfc822;no+2Bbody+40contoso.com"], "RET=HDRS ENVID=QQ314159");
    const [ndr] = await notifications(on, "alice");
    expect(ndr?.status.originalEnvelopeId).toBe("QQ314159");
    expect(ndr?.status.recipients[0]?.originalRecipient).toBe("no+body@contoso.com");
    expect(ndr?.text).toContain("text/rfc822-headers");
    expect(ndr?.text).not.toContain("Body of it");
  });
});
