// Advisory class 5 of 11: line ends injected into SMTP (as CVE-2026-23829). Whatever stands in an address, a parameter, a
// subject or a request over HTTP, it becomes neither a command to the next hop nor a header field of its own.
import { expect, it } from "vitest";
import { recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { client, foreignHost, messages, outbound, transact } from "../../support/transport.ts";

const EVIL = "evil@trap.example";

/** A next hop that refuses everything once: its sender gets a notification with what was said. */
async function withNextHop(refusal?: string) {
  const host = await foreignHost(refusal === undefined ? {} : { onRecipient: () => refusal });
  const on = await sandbox({ config: tenant(outbound(host.address)) });
  return { host, on };
}

it.each([
  ["a bare CR", `MAIL FROM:<alice@contoso.com>\rRCPT TO:<${EVIL}>`],
  ["a CR in the address", `MAIL FROM:<alice\rRCPT TO:<${EVIL}>@contoso.com>`],
  ["a quoted local part", `MAIL FROM:<"alice\r RCPT TO:<${EVIL}>"@contoso.com>`],
  ["a NUL", `MAIL FROM:<alice@contoso.com\0RCPT TO:<${EVIL}>>`],
  ["a CR behind a parameter", `MAIL FROM:<alice@contoso.com> SIZE=1\rRCPT TO:<${EVIL}>`],
  ["a parameter's xtext", `MAIL FROM:<alice@contoso.com> ENVID=x+0D+0ARCPT+20TO:<${EVIL}>`],
])("MAIL with %s makes no command", async (_, command) => {
  const { host, on } = await withNextHop();
  const conversation = await client(on, "submission", { user: "alice@contoso.com" });
  const answer = await conversation.ask(command);
  if (answer.startsWith("250")) await conversation.ask("RSET");
  expect(await conversation.ask(`RCPT TO:<frank@fabrikam.com>\rRCPT TO:<${EVIL}>`)).toMatch(/^5/);
  const raw = "Subject: x\r\n\r\nx\r\n";
  expect(await transact(conversation, { from: "alice@contoso.com", to: "frank@fabrikam.com", raw })).toMatch(/^250 /);
  await on.idle();
  expect(host.taken.map(({ to }) => to)).toEqual([["frank@fabrikam.com"]]);
});

it("what xtext decodes to stays inside its field, on the wire and in a notification", async () => {
  const { host, on } = await withNextHop("550 5.1.1 No\tsuch user");
  const conversation = await client(on, "submission", { user: "alice@contoso.com" });
  const injected = "x+0D+0AInjected:+20yes+0D+0A+0D+0Abody";
  await conversation.ask(`MAIL FROM:<alice@contoso.com> RET=FULL ENVID=${injected}`);
  await conversation.ask(`RCPT TO:<frank@fabrikam.com> NOTIFY=FAILURE,SUCCESS ORCPT=rfc822;${injected}`);
  expect(await conversation.ask("DATA")).toMatch(/^(?:354|5)/);
  conversation.raw("Subject: =?utf-8?q?x=0D=0AInjected:_yes?=\r\nX: y\r\n\r\nx\r\n.\r\n");
  await conversation.reply();
  await on.idle();
  expect(host.taken).toEqual([]);
  for (const leg of await on.legs.list())
    for (const line of leg.transcript) expect(line).not.toMatch(/^(?:C: )?(?:Injected|RCPT TO:<evil)/);
  for (const bytes of await messages(on, "alice")) expect(bytes.toString("latin1")).not.toMatch(/^Injected:/m);
});

it("a subject with encoded line ends reaches no header of what is made from it", async () => {
  const { on } = await withNextHop("550 5.1.1 No");
  const subject = "=?utf-8?q?Budget=0D=0ABcc:_evil@trap.example=0D=0AInjected:_yes?=";
  const raw = `From: alice@contoso.com\r\nTo: bob@contoso.com\r\nSubject: ${subject}\r\nMessage-ID: <s@contoso.com>\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\n\r\nx\r\n`;
  await submit(on, { raw, to: ["bob@contoso.com", "frank@fabrikam.com"] });
  await recall(on, "<s@contoso.com>");
  await on.advance(86_400_000);
  const made = await messages(on, "alice");
  expect(made.length).toBeGreaterThanOrEqual(2);
  for (const bytes of made) expect(bytes.toString("latin1")).not.toMatch(/^(?:Bcc|Injected):/m);
});

it("over HTTP, values with line ends are refused or stay values", async () => {
  const { host, on } = await withNextHop();
  await submit(on);
  const answer = await fetch(`${on.url}/api/legs?messageId=${encodeURIComponent("x\r\nSet-Cookie: a=b")}`);
  expect([...answer.headers.keys()]).not.toContain("set-cookie");
  const cmdlet = await fetch(`${on.url}/adminapi/beta/x%0d%0aInjected:%20yes/InvokeCommand`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ CmdletInput: { CmdletName: "Get-OrganizationConfig\r\nInjected: yes" } }),
  });
  expect([...cmdlet.headers.keys()]).not.toContain("injected");
  expect(cmdlet.status).toBeGreaterThanOrEqual(400);
  expect(cmdlet.status).toBeLessThan(500);
  expect(host.taken).toEqual([]);
});
