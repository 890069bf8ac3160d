// SMTP smuggling: whatever a client writes into DATA, no command of it is ever run.
import { describe, expect, it } from "vitest";
import { readyForData, startListener } from "./support.ts";

const ends = [
  "\n.\n",
  "\n.\r\n",
  "\r\n.\n",
  "\r.\r",
  "\r.\r\n",
  "\r\n.\r",
  "\r\n.\r\r\n",
  "\r\n\0.\r\n",
  "\r\n.\0\r\n",
  "\r\n .\r\n",
  "\r\n..\r\n",
];

describe("in DATA", () => {
  it.each(ends.map((end) => JSON.stringify(end)))("%s ends nothing", async (end) => {
    const senders: string[] = [];
    const desk = await startListener({ handler: { onMailFrom: (_, from) => void senders.push(from.address) } });
    const smuggled = "MAIL FROM:<evil@x.example>\r\nRCPT TO:<bob@contoso.com>\r\nDATA\r\nSubject: smuggled\r\n\r\n";
    for (const cutAt of [0, 1, 2, 3, 4]) {
      const client = await readyForData(desk);
      const message = `Subject: x\r\n\r\nhello${JSON.parse(end)}${smuggled}`;
      const at = message.indexOf("hello") + 5 + cutAt;
      client.raw(message.slice(0, at));
      await new Promise((resolve) => setTimeout(resolve, 5));
      client.raw(`${message.slice(at)}\r\n.\r\nNOOP\r\n`);
      const isHarmless = /\0| |\.\./.test(JSON.parse(end));
      expect(await client.reply()).toMatch(isHarmless ? /^250 2\.6\.0/ : /^550 5\.6\.11/);
      expect(await client.reply()).toBe("250 2.0.0 OK");
    }
    expect(new Set(senders)).toEqual(new Set(["ann@fabrikam.com"]));
  });
});
