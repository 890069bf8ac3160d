// Advisory class 7 of 11: a line of DATA longer than any limit (as GHSA-r553-m4fv-5v97). The limit holds for a line that has
// no end as for one that has: nothing of it is gathered.
import { expect, it } from "vitest";
import { client, transact } from "../../support/transport.ts";
import { count, delivered, expectAllIsWell, watched } from "../bad-input/support.ts";
import { memoryTaken, pour } from "./support.ts";

const MB = 1024 * 1024;
const CHUNK = Buffer.alloc(65_536, "y");

it.each([
  ["in the body", "Subject: Long\r\n\r\n"],
  ["in the header", "Subject: "],
])("a line without an end, %s, takes no memory and is refused when it ends", async (_, start) => {
  const test = await watched();
  const conversation = await client(test.on);
  await conversation.ask("MAIL FROM:<frank@fabrikam.com>");
  await conversation.ask("RCPT TO:<bob@contoso.com>");
  await conversation.ask("DATA");
  conversation.socket.write(start);
  // Below the size of a message: it is the line that is refused.
  expect(await memoryTaken(() => pour(conversation.socket, CHUNK, 30 * MB))).toBeLessThan(8 * MB);
  conversation.socket.write("\r\n.\r\n");
  expect(await conversation.reply()).toBe("500 5.5.2 Line too long");
  expect(await transact(conversation, { raw: "Subject: Next\r\n\r\n" })).toMatch(/^250 /);
  await test.on.idle();
  expect(await count(test.on, "bob")).toBe(1);
  await expectAllIsWell(test);
});

it("a line just at the limit arrives as it is", async () => {
  const test = await watched({ limits: { maxLineLength: 2000 } });
  const line = "z".repeat(1998);
  expect((await delivered(test, `Subject: x\r\n\r\n${line}\r\n`)).toString()).toContain(`\r\n${line}\r\n`);
  await expectAllIsWell(test);
});
