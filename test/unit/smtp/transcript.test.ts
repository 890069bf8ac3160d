import { describe, expect, it } from "vitest";
import { CommandRecorder } from "../../../src/smtp/command-recorder.ts";
import { maskAuth, maskSecret, Transcript } from "../../../src/smtp/transcript.ts";

describe("maskAuth()", () => {
  it.each([
    ["AUTH PLAIN AGFubgBzZWNyZXQ=", "AUTH PLAIN ****"],
    ["auth  login  YW5u", "AUTH login ****"],
    ["AUTH LOGIN", "AUTH LOGIN"],
    ["AUTH AGFubgBzZWNyZXQ=", "AUTH ****"],
    ["AUTH", "AUTH"],
  ])("%s", (line, expected) => expect(maskAuth(line)).toBe(expected));
});

describe("CommandRecorder", () => {
  const idle = { inAuth: false, inTransaction: false };

  it("masks continuation lines, and what a client sends on after a refused AUTH", () => {
    const transcript = new Transcript();
    const recorder = new CommandRecorder(transcript);
    recorder.record("AUTH", "AUTH LOGIN", idle);
    recorder.record("YW5U", "YW5u", { ...idle, inAuth: true });
    recorder.record("C2VJCMV0", "c2VjcmV0", idle);
    recorder.record("AUTH", "auth c2VjcmV0", { ...idle, inAuth: true });
    recorder.record("NOOP", "NOOP", idle);
    recorder.record("C2VJCMV0", "c2VjcmV0", idle);
    expect(transcript.lines()).toEqual(["C: AUTH LOGIN", "C: ****", "C: ****", "C: ****", "C: NOOP", "C: c2VjcmV0"]);
  });
});

describe("Transcript", () => {
  it("measures each line from the first one on, and the present", () => {
    const transcript = new Transcript();
    transcript.server("250-host\r\n250 DSN");
    transcript.beginTransaction();
    transcript.client("MAIL FROM:<>");
    const times = transcript.times();
    expect(times).toHaveLength(transcript.lines().length + 1);
    expect(times[0]).toBe(0);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });
});

describe("maskSecret()", () => {
  it.each([
    ["AUTH\tPLAIN\tc2VjcmV0", "AUTH PLAIN ****"],
    ["  AUTH PLAIN c2VjcmV0", "AUTH PLAIN ****"],
    ["\x00AUTH PLAIN c2VjcmV0", "AUTH PLAIN ****"],
    ["auth=plain c2VjcmV0", "AUTH ****"],
    ["AUTH XOAUTH2 dXNlcj1h c2VjcmV0", "AUTH XOAUTH2 ****"],
    ["AUTH X-OWN c2VjcmV0", "AUTH ****"],
    ["AUTH PLAIN\x00c2VjcmV0", "AUTH ****"],
    ["PASS secret", "PASS ****"],
    ["Authorization: Bearer secret", "AUTHORIZATION ****"],
  ])("%j", (line, expected) => expect(maskSecret(line)).toBe(expected));

  it.each(["EHLO auth.example", "MAIL FROM:<a@x> AUTH=<>", "AUTHOR x", "NOOP"])("leaves %s", (line) =>
    expect(maskSecret(line)).toBeUndefined(),
  );
});

describe("Transcript", () => {
  it("does not grow without end", () => {
    const transcript = new Transcript();
    transcript.beginTransaction();
    for (let n = 0; n < 5_000; n += 1) transcript.client("NOOP");
    transcript.client("x".repeat(5_000));
    expect(transcript.lines()).toHaveLength(2_001);
    expect(transcript.lines().at(-1)).toBe("…");
    transcript.beginTransaction();
    transcript.server("x".repeat(5_000));
    expect(transcript.lines()[0]).toHaveLength(1_001);
  });
});
