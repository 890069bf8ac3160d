// Advisory class 11 of 11: XCLIENT believed as it comes. Only addresses that listeners.xclientFrom names may say it, what
// they say must be well formed, and it never stands for a password. PROXY headers alike.
import { expect, it } from "vitest";
import { deliverFromOutside, items, sandbox, tenant } from "../../support/sandbox.ts";
import { client, messages, transact } from "../../support/transport.ts";
import { judgement } from "../trust/support.ts";

const PARTNER = "198.51.100.7";
const connector = {
  name: "Partner host",
  connectorType: "OnPremises",
  senderIPAddresses: [PARTNER],
  treatMessagesAsInternal: true,
};
const config = (listeners: Record<string, unknown> = {}) => tenant({ inboundConnectors: [connector], listeners });
const raw = "From: frank@fabrikam.com\r\nSubject: x\r\n\r\nx\r\n";

it.each([["inbound"], ["return"], ["submission"]] as const)(
  "%s: nobody may say XCLIENT or XFORWARD unless it is named",
  async (listener) => {
    const on = await sandbox({ config: config() });
    const conversation = await client(on, listener);
    for (const command of [`XCLIENT ADDR=${PARTNER}`, `XFORWARD ADDR=${PARTNER}`, "XCLIENT LOGIN=alice@contoso.com"])
      expect(await conversation.ask(command)).toMatch(/^5/);
    if (listener === "submission") {
      expect(await conversation.ask("MAIL FROM:<alice@contoso.com>")).toMatch(/^530 /);
      return;
    }
    expect(await transact(conversation, { raw, from: "alice@contoso.com" })).toMatch(/^250 /);
    await on.idle();
    expect(await judgement(on)).toBe("Anonymous");
  },
);

it("an address that another machine could be named by does not help this one", async () => {
  const on = await sandbox({ config: config({ xclientFrom: ["192.0.2.1"], proxyFrom: ["192.0.2.1"] }) });
  const conversation = await client(on, "return");
  expect(await conversation.ask(`XCLIENT ADDR=${PARTNER}`)).toMatch(/^550 5\.7\.0/);
  expect(await conversation.ask(`PROXY TCP4 ${PARTNER} 127.0.0.1 4711 25`)).toMatch(/^5/);
});

it("whoever is named is believed, and the address counts where addresses count", async () => {
  const on = await sandbox({ config: config({ xclientFrom: ["127.0.0.1"] }) });
  const conversation = await client(on, "return");
  expect(await conversation.ask(`XCLIENT ADDR=${PARTNER}`)).toMatch(/^220/);
  await conversation.ask("EHLO partner.example");
  expect(await transact(conversation, { raw, from: "alice@contoso.com" })).toMatch(/^250 /);
  await on.idle();
  expect(await judgement(on)).toBe("Internal by Partner host/address");
});

it.each([
  "XCLIENT ADDR=999.1.1.1",
  "XCLIENT ADDR=<script>",
  `XCLIENT ADDR=${PARTNER}/0`,
  `XCLIENT ADDR=${PARTNER}+0D+0AX:+20y`,
  "XCLIENT ADDR=localhost",
  "XCLIENT PORT=99999999",
  "XCLIENT NAME=x+0D+0AInjected:+20yes",
  "XCLIENT HELO=x+0D+0AInjected:+20yes",
  "XCLIENT PROTO=EVIL",
  "XCLIENT NONSENSE=1",
  "XCLIENT",
])("%j from whom is named makes nobody else of it, and no header", async (command) => {
  const on = await sandbox({ config: config({ xclientFrom: ["127.0.0.1"] }) });
  const conversation = await client(on, "return");
  await conversation.ask(command);
  await conversation.ask("EHLO partner.example");
  expect(await transact(conversation, { raw, from: "alice@contoso.com" })).toMatch(/^250 /);
  await on.idle();
  expect(await judgement(on)).toBe("Anonymous");
  for (const bytes of await messages(on, "bob")) expect(bytes.toString("latin1")).not.toMatch(/^(?:Injected|X):/m);
});

it("LOGIN of whom is named is no password", async () => {
  const on = await sandbox({ config: config({ xclientFrom: ["127.0.0.1"] }) });
  const conversation = await client(on, "submission", { tls: true });
  await conversation.ask("XCLIENT LOGIN=alice@contoso.com");
  await conversation.ask("EHLO x.example");
  expect(await conversation.ask("MAIL FROM:<alice@contoso.com>")).toMatch(/^5/);
  await deliverFromOutside(on);
  await on.idle();
  expect(await items(on, "bob")).toHaveLength(1);
});
