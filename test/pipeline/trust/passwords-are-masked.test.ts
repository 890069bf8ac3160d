import { expect, it } from "vitest";
import { createLog } from "../../../src/runtime/log.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { client, send, transact } from "../../support/transport.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const SECRETS = [
  "s3cret-word",
  base64("s3cret-word"),
  base64("\0alice@contoso.com\0s3cret-word"),
  base64("\0alice@contoso.com\0secret"),
  base64("secret"),
];

it("whatever a client says about its password, transcripts and logs do not have it", async () => {
  let logged = "";
  const write = (line: string) => {
    logged += line;
  };
  const on = await sandbox({ config: tenant(), log: createLog({ level: "debug", stream: { write } }) });

  const sending = await client(on, "return");
  await sending.ask(`AUTH PLAIN ${base64("\0alice@contoso.com\0s3cret-word")}`);
  await sending.ask(`AUTH login ${base64("alice@contoso.com")}`);
  await sending.ask(base64("s3cret-word"));
  expect(await transact(sending, { raw: "Subject: x\r\nMessage-ID: <1@x>\r\n\r\n" })).toMatch(/^250 /);

  const wrong = await client(on, "submission", { tls: true });
  await wrong.ask("AUTH LOGIN");
  await wrong.ask(base64("alice@contoso.com"));
  expect(await wrong.ask(base64("s3cret-word"))).toMatch(/^535 /);
  const from = "alice@contoso.com";
  expect(await send(on, { listener: "submission", user: from, from, raw: "Subject: y\r\n\r\n" })).toMatch(/^250 /);
  await submit(on);

  const [leg] = await on.legs.list();
  const transcript = leg?.transcript.join("\n") ?? "";
  expect(transcript).toContain("C: AUTH PLAIN ****\n");
  expect(transcript).toContain("C: AUTH login ****\n");
  expect(transcript).toContain("C: MAIL FROM:<frank@fabrikam.com>\n");
  expect(transcript).toContain("S: 250 2.6.0 <1@x> [InternalId=");
  for (const secret of SECRETS) {
    expect(transcript).not.toContain(secret);
    expect(logged).not.toContain(secret);
  }
});

it("an outbound leg has the whole dialog, envelope and reply", async () => {
  const on = await sandbox({ config: tenant({ smartHost: { enabled: true, preset: "transparent" } }) });
  const id = await submit(on, { to: "frank@fabrikam.com" });
  const legs = await on.legs.list({ messageId: id });
  expect(legs).toHaveLength(1);
  expect(legs[0]).toMatchObject({
    direction: "out",
    connector: "internet",
    sender: "alice@contoso.com",
    recipients: ["frank@fabrikam.com"],
    reply: "250 2.0.0 Ok: taken by the sandbox's internet",
  });
  const said = legs[0]?.transcript.filter((line) => line.startsWith("C: ")).map((line) => line.split(/[ :]/)[2]);
  expect(said?.slice(0, 6)).toEqual(["EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "DATA"]);
});
