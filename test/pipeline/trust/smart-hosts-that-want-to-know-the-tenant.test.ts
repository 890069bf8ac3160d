import { describe, expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { type ForeignHost, foreignHost, outbound } from "../../support/transport.ts";
import { otherAuthority } from "./support.ts";

const credential = { username: "contoso", password: "s3cret-of-contoso" };

/** "sent", or the reason to wait; and everything that the sandbox keeps of it. */
async function outcome(host: ForeignHost, connector: Record<string, unknown>) {
  const on = await sandbox({ config: tenant(outbound(host.address, connector)) });
  const id = await submit(on, { to: "frank@fabrikam.com" });
  const last = (await on.tracking.find({ messageId: id })).at(-1);
  const [leg] = await on.legs.list({ messageId: id });
  const kept = JSON.stringify([leg, last, await (await fetch(`${on.url}/api/organization`)).text()]);
  return { said: last?.eventId === "SENDEXTERNAL" ? "sent" : `${last?.eventId} ${last?.detail}`, leg, kept };
}

describe("a smart host that wants a sign-in", () => {
  it("gets name and password over TLS, and nobody else sees them", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    const host = await foreignHost({ tls: vendor.smartHost, auth: credential });
    const { said, leg, kept } = await outcome(host, { authenticationCredential: credential });
    expect(said).toBe("sent");
    expect(leg?.transcript.join("\n")).toMatch(/C: AUTH PLAIN \*\*\*\*/);
    expect(kept).not.toContain(credential.password);
  });

  it("refuses a wrong password, and the message waits with its words", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    const host = await foreignHost({ tls: vendor.smartHost, auth: credential });
    const wrong = { authenticationCredential: { ...credential, password: "guessed" } };
    expect((await outcome(host, wrong)).said).toMatch(/^(?:DEFER|FAIL) .*535/);
    expect(host.taken).toEqual([]);
  });

  it("does not get them in the clear, unless the connector says that TLS is not to be used", async () => {
    const host = await foreignHost({ auth: credential });
    expect((await outcome(host, { authenticationCredential: credential })).said).toMatch(/not sent without TLS/);
    const inTheClear = { authenticationCredential: credential, ignoreStartTls: true };
    expect((await outcome(host, inTheClear)).said).toBe("sent");
  });
});

describe("ignoreStartTls", () => {
  it("keeps to plain SMTP where the host offers more", async () => {
    const vendor = await otherAuthority("host.vendor.example");
    const { said, leg } = await outcome(await foreignHost({ tls: vendor.smartHost }), { ignoreStartTls: true });
    expect([said, leg?.tls]).toEqual(["sent", null]);
  });
});
