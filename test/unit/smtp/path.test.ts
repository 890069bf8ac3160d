import { describe, expect, it } from "vitest";
import { parsePath } from "../../../src/smtp/path.ts";

describe("parsePath()", () => {
  it.each([
    ["MAIL FROM:<ann@x.example>", "ann@x.example"],
    ["mail from: <Ann@X.Example>", "Ann@X.Example"],
    ["MAIL FROM:<>", ""],
    ["RCPT TO:<Postmaster>", "Postmaster"],
    ['RCPT TO:<"a b\\"<>@"@x.example>', '"a b\\"<>@"@x.example'],
    ["RCPT TO:<@a.example,@b.example:bob@x.example>", "bob@x.example"],
    ["RCPT TO:<bob@[192.0.2.1]>", "bob@[192.0.2.1]"],
    ["RCPT TO:<bob@[IPv6:2001:db8::1]>", "bob@[IPv6:2001:db8::1]"],
    ["RCPT TO:<bob@xn--bcher-kva.example>", "bob@xn--bcher-kva.example"],
    ["RCPT TO:<jürgen@bücher.example>", "jürgen@bücher.example"],
    ["RCPT TO:<IMCEAEX-_O=X_CN=Y+40z@x.example>", "IMCEAEX-_O=X_CN=Y+40z@x.example"],
  ])("reads %s", (line, address) => expect(parsePath(line)).toEqual({ address, parameters: {} }));

  it.each([
    "MAIL FROM:ann@x.example",
    "MAIL FROM <ann@x.example>",
    "MAIL",
    "MAIL FROM:<ann>",
    "MAIL FROM:<@x.example>",
    "MAIL FROM:<@x.example:>",
    "MAIL FROM:<.ann@x.example>",
    "MAIL FROM:<a..b@x.example>",
    "MAIL FROM:<a b@x.example>",
    "MAIL FROM:<a@b@x.example>",
    "MAIL FROM:<ann@x..example>",
    "MAIL FROM:<ann@-x.example>",
    "MAIL FROM:<ann@[300.1.1.1]>",
    "MAIL FROM:<ann@x.example\0>",
    "MAIL FROM:<an\u200bn@x.example>",
    "MAIL FROM:<an\ufffdn@x.example>",
    `MAIL FROM:<${"a".repeat(250)}@x.example>`,
  ])("does not read %s", (line) => expect(parsePath(line)).toBe("path"));

  it("reads parameters", () => {
    expect(parsePath("MAIL FROM:<a@x.example> size=10  SMTPUTF8 body=8BITMIME")).toEqual({
      address: "a@x.example",
      parameters: { SIZE: "10", SMTPUTF8: true, BODY: "8BITMIME" },
    });
  });

  it.each(["SIZE=", "=1", "SIZE=1=2", "SIZE=1 size=2", "-X=1"])("does not read parameters %s", (text) =>
    expect(parsePath(`MAIL FROM:<a@x.example> ${text}`)).toBe("parameter"),
  );

  it("does not read what sticks to the path", () => expect(parsePath("MAIL FROM:<a@x.example>x")).toBe("parameter"));

  it("takes no more than a moment over a hostile line", () => {
    const start = performance.now();
    for (const line of [
      `MAIL FROM:<"${"\\a".repeat(30_000)}`,
      `MAIL FROM:<${"@a,".repeat(20_000)}`,
      `RCPT TO:${" ".repeat(60_000)}x`,
    ])
      expect(parsePath(line)).toBe("path");
    expect(performance.now() - start).toBeLessThan(200);
  });
});
