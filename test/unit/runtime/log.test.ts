import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLog, maskText, silentLog } from "../../../src/runtime/log.ts";

function capture(pretty = false) {
  const lines: string[] = [];
  const log = createLog({ level: "debug", pretty, stream: { write: (line) => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "{}") };
}

describe("createLog()", () => {
  it("writes one JSON line with level, time, text, message and agent", () => {
    const { log, last } = capture();
    log.child({ agent: "Journal Agent" }).warn({ message: "guid-1" }, "deferred");
    expect(last()).toMatchObject({ level: "warn", msg: "deferred", agent: "Journal Agent", message: "guid-1" });
    expect(Number.isNaN(Date.parse(last().time))).toBe(false);
    log.info("plain");
    expect(last().msg).toBe("plain");
  });

  it("masks secrets in fields, texts, children and errors", () => {
    const { log, lines } = capture();
    log.child({ token: "s3cret-1" }).info({ mailbox: { password: "s3cret-2", address: "a@b" } }, "AUTH PLAIN s3cret-3");
    log.info({ list: [{ headers: { Authorization: "Bearer s3cret-4" } }], line: "Authorization: Bearer s3cret-5" });
    log.error({ err: new Error("bad AUTH LOGIN s3cret-6", { cause: new Error("Basic s3cret-7") }) }, "failed");
    expect(lines.join("")).not.toContain("s3cret");
    expect(lines.join("")).toContain('"address":"a@b"');
  });

  it("survives what can't be written as JSON", () => {
    const { log, last } = capture();
    const loop: Record<string, unknown> = { big: 1n, bytes: Buffer.from("abc") };
    loop.self = loop;
    log.info(loop, "odd");
    expect(last()).toMatchObject({ msg: "odd", big: "1", bytes: "[3 bytes]" });
  });

  it("pretty: a short line and the stack below it", () => {
    const { log, lines } = capture(true);
    log.error({ agent: "Mine", err: new Error("broken") }, "threw");
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} error threw {2}agent=Mine\n {2}Error: broken\n/);
  });

  it("pretty: colours only where they are wanted, and nothing of a mail moves the cursor", () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    createLog({ level: "info", pretty: true, stream }).warn({ subject: "\u001b[2Jgone\r\nforged" }, "odd");
    expect(lines[0]).toMatch(/warn {2}odd {2}subject= \[2Jgone {2}forged\n$/);
    expect(lines[0]).not.toContain("\u001b");
    createLog({ level: "info", pretty: true, colours: true, stream }).warn("odd");
    expect(lines[1]).toContain("\u001b[33mwarn \u001b[0m odd");
  });

  it("appends to a file, in a folder that need not be there", () => {
    const file = join(mkdtempSync(join(tmpdir(), "log-")), "deep", "sandbox.log");
    createLog({ level: "info", file }).info("one");
    createLog({ level: "info", file }).info("two");
    const texts = readFileSync(file, "utf8").trim().split("\n");
    expect(texts.map((line) => JSON.parse(line).msg)).toEqual(["one", "two"]);
  });

  it("the silent one says nothing", () => {
    silentLog.child({}).error({ err: new Error("x") }, "nothing");
  });
});

describe("maskText()", () => {
  it("masks AUTH and bearer tokens only", () => {
    expect(maskText("C: AUTH PLAIN AGFsaWNl")).toBe("C: AUTH PLAIN ***");
    expect(maskText("AUTH mechanisms are PLAIN LOGIN")).toBe("AUTH mechanisms are PLAIN LOGIN");
    expect(maskText("Basic setup")).toBe("Basic setup");
  });
});
