// EFSkipLastIP and EFSkipIPs of a connector: which client SenderIpRanges sees of mail that a service brings.
import { expect, test } from "vitest";
import { items, sandbox, tenant } from "../../support/sandbox.ts";
import { send } from "../../support/transport.ts";
import { certificateFor } from "../trust/support.ts";

const connector = (name: string, fields: object = {}) => ({
  name,
  connectorType: "OnPremises",
  tlsSenderCertificateName: `${name}.vendor.example`,
  ...fields,
});

const config = tenant({
  inboundConnectors: [
    connector("plain"),
    connector("skips", { efSkipLastIP: true }),
    connector("lists", { efSkipIPs: ["127.0.0.0/8", "198.51.100.0/24"] }),
  ],
  transportRules: [
    { name: "Service", senderIpRanges: ["127.0.0.0/8"], prependSubject: "[service] " },
    { name: "Relay", senderIpRanges: ["198.51.100.0/24"], prependSubject: "[relay] " },
    { name: "Source", senderIpRanges: ["203.0.113.0/24"], prependSubject: "[source] " },
  ],
});

const HOPS = [
  "Received: from relay.example (198.51.100.7) by service.vendor.example; Fri, 20 Nov 2026 11:00:00 +0000",
  "Received: from source.example (203.0.113.9) by relay.example; Fri, 20 Nov 2026 10:59:00 +0000",
];

test("SenderIpRanges: EFSkipLastIP and EFSkipIPs count for mail of their own connector", async () => {
  const on = await sandbox({ config });
  for (const name of ["plain", "skips", "lists"]) {
    const raw = `${HOPS.join("\r\n")}\r\nFrom: frank@fabrikam.com\r\nSubject: ${name}\r\nMessage-ID: <${name}@fabrikam.com>\r\n\r\nHello\r\n`;
    const tls = await certificateFor(on, `${name}.vendor.example`);
    expect(await send(on, { listener: "return", tls, raw })).toMatch(/^250 /);
  }
  const raw = `${HOPS.join("\r\n")}\r\nFrom: frank@fabrikam.com\r\nSubject: none\r\nMessage-ID: <none@fabrikam.com>\r\n\r\nHello\r\n`;
  expect(await send(on, { raw })).toMatch(/^250 /);
  await on.idle();
  expect((await items(on, "bob")).map(({ subject }) => subject).sort()).toEqual([
    "[relay] skips",
    "[service] none",
    "[service] plain",
    "[source] lists",
  ]);
});
