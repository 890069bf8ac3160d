import { expect, it } from "vitest";
import { watchHops } from "../../../src/operations/hop-watch.ts";
import { createLog } from "../../../src/runtime/log.ts";
import { reply } from "../../../src/smtp/reply.ts";

it("a next hop that goes away and comes back is told of twice, whatever the number of messages", () => {
  const lines: { msg: string; hop: string; reply?: string }[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const told = watchHops(createLog({ level: "info", stream }));
  const attempt = { hop: "Out", peer: "127.0.0.1:25", ms: 1, sent: 0, deferred: 1, failed: 0 };
  const unreached = reply(451, "4.4.316", "Connection refused");
  told({ ...attempt, sent: 1, deferred: 0 });
  for (let n = 0; n < 5; n += 1) told({ ...attempt, unreached });
  told({ ...attempt, hop: "Other" });
  for (let n = 0; n < 5; n += 1) told(attempt);
  expect(lines.map(({ msg, hop }) => [hop, msg.split(":")[0]])).toEqual([
    ["Out", "next hop can't be reached"],
    ["Out", "next hop is reached again"],
  ]);
  expect(lines[0]?.reply).toBe("451 4.4.316 Connection refused");
});
