// Advisory class 6 of 11: DATA without a limit (as GHSA-fpxj-m5q8-fphw). What is over the size is thrown away as it comes:
// it fills neither memory nor disk, and the client hears 552.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { client, lines, send } from "../../support/transport.ts";
import { count, expectAllIsWell, watched } from "../bad-input/support.ts";
import { memoryTaken, pour } from "./support.ts";

const MB = 1024 * 1024;
const LINES = Buffer.from(`${"x".repeat(62)}\r\n`.repeat(1024));

const folderSize = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

it("a message that goes on and on takes no memory and no disk, and is refused at its end", async () => {
  const test = await watched({ limits: { maxMessageSize: "1MB" } });
  const conversation = await client(test.on);
  await conversation.ask("MAIL FROM:<frank@fabrikam.com>");
  await conversation.ask("RCPT TO:<bob@contoso.com>");
  await conversation.ask("DATA");
  const before = folderSize(test.on.folder);
  conversation.socket.write(lines("Subject: Endless", ""));
  const taken = await memoryTaken(() => pour(conversation.socket, LINES, 96 * MB));
  expect(taken).toBeLessThan(8 * MB);
  expect(folderSize(test.on.folder) - before).toBeLessThan(8 * MB);
  conversation.socket.write(".\r\n");
  expect(await conversation.reply()).toBe("552 5.3.4 Message size exceeds fixed maximum message size");
  expect(await count(test.on, "bob")).toBe(0);
  await expectAllIsWell(test);
});

it("a size that is announced is refused before a byte of it comes", async () => {
  const test = await watched({ limits: { maxMessageSize: "1MB" } });
  const conversation = await client(test.on);
  expect(await conversation.ask(`MAIL FROM:<frank@fabrikam.com> SIZE=${2 * MB}`)).toMatch(/^552 5\.3\.4 /);
  await expectAllIsWell(test);
});

it("the default has a limit too", async () => {
  const test = await watched();
  expect(await (await client(test.on)).ask("MAIL FROM:<frank@fabrikam.com> SIZE=36700161")).toMatch(/^552 /);
  expect(await send(test.on, { raw: "Subject: x\r\n\r\n" })).toMatch(/^250 /);
});
