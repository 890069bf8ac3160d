import { expect, it } from "vitest";
import { createLog } from "../../../src/runtime/log.ts";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { client, transact } from "../../support/transport.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const SECRET = "s3cret-word";
const TOKEN = "ya29.s3cret-token";
const PLAIN = base64(`\0alice@contoso.com\0${SECRET}`);
const XOAUTH2 = base64(`user=alice@contoso.com\x01auth=Bearer ${TOKEN}\x01\x01`);
const HTTP_TOKEN = "http-s3cret-0123456789";
const SECRETS = [SECRET, base64(SECRET), PLAIN, XOAUTH2, TOKEN, `${PLAIN.slice(0, 12)}`, HTTP_TOKEN];

/** What a client says, line by line; each is answered before the next. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  "AUTH PLAIN at once": [`AUTH PLAIN ${PLAIN}`],
  "AUTH PLAIN when asked": ["AUTH PLAIN", PLAIN],
  "AUTH LOGIN over three lines": ["AUTH LOGIN", base64("alice@contoso.com"), base64(SECRET)],
  "AUTH LOGIN with the name at once": [`AUTH LOGIN ${base64("alice@contoso.com")}`, base64(SECRET)],
  "base64 that is none": [`AUTH PLAIN !${PLAIN}!`, `!${PLAIN}!`],
  "a password in clear": ["AUTH LOGIN", "alice@contoso.com", SECRET],
  XOAUTH2: [`AUTH XOAUTH2 ${XOAUTH2}`, XOAUTH2],
  "a mechanism of its own": [`AUTH X-TOKEN ${TOKEN}`, TOKEN],
  "tabs and blanks": [`AUTH\tPLAIN\t${PLAIN}`, `  AUTH PLAIN ${PLAIN}`],
  "another protocol's": [`PASS ${SECRET}`, `Authorization: Bearer ${HTTP_TOKEN}`],
};

it.each(Object.entries(WAYS))("%s: no transcript, log, trace or answer of /api has it", async (_, said) => {
  let logged = "";
  const write = (line: string) => {
    logged += line;
  };
  const config = tenant({ http: { token: HTTP_TOKEN }, limits: { maxBadCommands: 50 } });
  const on = await sandbox({ config, log: createLog({ level: "trace", stream: { write } }) });
  const answers: string[] = [];
  for (const listener of ["inbound", "return"] as const) {
    const conversation = await client(on, listener);
    for (const line of said) answers.push(await conversation.ask(line));
    expect(await transact(conversation, { raw: "Subject: x\r\n\r\n" })).toMatch(/^250 /);
  }
  const wrong = await client(on, "submission", { tls: true });
  for (const line of said) answers.push(await wrong.ask(line));
  wrong.end();
  await submit(on);

  const headers = { authorization: `Bearer ${HTTP_TOKEN}` };
  const seen = [answers.join("\n"), logged];
  for (const path of ["/api/legs", "/api/journeys", "/api/settings", "/api/organization", "/api/queues"])
    seen.push(await (await fetch(`${on.url}${path}`, { headers })).text());
  for (const path of [`/nowhere?token=${HTTP_TOKEN}`, `/api/journeys?access_token=${HTTP_TOKEN}`])
    await fetch(`${on.url}${path}`, { headers });
  seen.push(logged);
  expect(seen[2]).toContain("****");
  for (const secret of SECRETS) for (const text of seen) expect(text.includes(secret), secret).toBe(false);
});
