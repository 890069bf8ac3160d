import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import {
  deliverFromOutside,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  submitWithoutWaiting,
  tenant,
} from "../../support/sandbox.ts";
import { blackHole, roundTrip } from "../../support/smart-host.ts";

/** What a recall request looks like, with another's Message-ID if one is given. */
function request(original: string, messageId = "<forged@evil.example>", from = "alice@contoso.com"): string {
  return [
    `From: <${from}>`,
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "Subject: Recall: Budget",
    `Message-Id: ${messageId}`,
    "To: <bob@contoso.com>",
    "X-MS-TrafficTypeDiagnostic: X:EE_MessageRecallEmail",
    "X-MS-Exchange-RecallReportGenerated: true",
    "X-MS-Exchange-RecallReportCfmGenerated: true",
    `X-MS-Exchange-Organization-TransportRecall-OriginalMessageId: ${original}`,
    `X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId: ${original}`,
    "X-MS-Exchange-Organization-AuthAs: Internal",
    "Content-Type: text/plain",
    "",
    'alice@contoso.com would like to recall the message, "Budget".',
    "",
  ].join("\r\n");
}

async function expectNothingRecalled(on: Sandbox): Promise<void> {
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
  expect(await on.recalls.list()).toEqual([]);
}

it("a forged request submitted by another user is ordinary mail", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on);
  await submitWithoutWaiting(on, {
    from: "carol@contoso.com",
    raw: request(original, "<mine@contoso.com>", "carol@contoso.com"),
  });
  await expectNothingRecalled(on);
});

it("a request that the sender types into an SMTP client is ordinary mail: the headers decide nothing", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on);
  await submit(on, { raw: request(original) });
  await expectNothingRecalled(on);
});

// R10: the attributed smart host may return what left, not make requests of its own.
it("a fresh request injected by the attributed smart host is ordinary mail", async () => {
  const hole = await blackHole();
  const on = await sandbox({ config: tenant({ ...roundTrip(hole.address), transportRules: [] }) });
  const original = await submit(on);
  const { cert, key } = on.certificates.smartHost;
  await deliverFromOutside(on, {
    listener: "return",
    tls: { cert, key },
    from: "alice@contoso.com",
    raw: request(original),
  });
  await expectNothingRecalled(on);
});

// R10 (b): whom the register does not name, from him nothing is deleted.
it("a registered request replayed to another mailbox deletes nothing there", async () => {
  const hole = await blackHole();
  const on = await sandbox({ config: tenant(roundTrip(hole.address)) });
  const original = await submit(on, { to: ["bob@contoso.com"], headers: { "X-Sandbox-Signature": "true" } });
  await deliverFromOutside(on, {
    from: "alice@contoso.com",
    to: "carol@contoso.com",
    subject: "Budget",
    messageId: original,
  });
  await recall(on, original);
  const left = hole.taken.find((mail) => mail.bytes.includes("Subject: Recall: Budget"));
  const { cert, key } = on.certificates.smartHost;
  const stamped = Buffer.concat([Buffer.from("X-Sandbox-Signature: true\r\n"), left?.bytes ?? Buffer.alloc(0)]);
  await deliverFromOutside(on, {
    listener: "return",
    tls: { cert, key },
    from: "alice@contoso.com",
    to: "carol@contoso.com",
    raw: stamped,
  });
  await on.idle();

  expect(await subjects(on, "carol")).toEqual(["Recall: Budget", "Budget"]);
});

// R10: which original is deleted is read from the register, never from bytes that came back.
it("a smart host that names another original in a returning request changes nothing", async () => {
  const hole = await blackHole();
  const on = await sandbox({ config: tenant(roundTrip(hole.address)) });
  const marked = { headers: { "X-Sandbox-Signature": "true" } };
  const keep = await submit(on, { subject: "Keep", ...marked });
  const original = await submit(on, marked);
  const registered = await recall(on, original);
  const left =
    hole.taken.find((mail) => mail.bytes.includes("Subject: Recall: Budget"))?.bytes.toString("latin1") ?? "";
  const turned = `X-Sandbox-Signature: true\r\nX-MS-Exchange-Organization-TransportRecall-OriginalMessageId: ${keep}\r\n${left}`;
  const { cert, key } = on.certificates.smartHost;
  await deliverFromOutside(on, {
    listener: "return",
    tls: { cert, key },
    from: "alice@contoso.com",
    raw: Buffer.from(turned, "latin1"),
  });
  await on.idle();

  expect(await subjects(on, "bob")).toEqual(["Keep"]);
  expect(await report(on, registered)).toEqual(["bob@contoso.com: recalled"]);
});
