import { describe, expect, it } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { fakeTerminal } from "./terminal.ts";

async function say(...argv: string[]) {
  const terminal = fakeTerminal();
  const code = await run(argv, terminal);
  return { code, out: terminal.written.join("\n"), err: terminal.complained.join("\n") };
}

const VERBS = [
  ["up"],
  ["send"],
  ["recall"],
  ["recall", "status"],
  ["trace"],
  ["demo"],
  ["smart-host"],
  ["cert", "issue"],
  ["cert", "show"],
];

describe("the command line", () => {
  it.each(VERBS)("%s %s has help with examples", async (...verb) => {
    const { code, out } = await say(...verb.filter(Boolean), "--help");
    expect(code).toBe(0);
    expect(out).toContain(`Usage: recall-sandbox ${verb.filter(Boolean).join(" ")} [options]`);
    expect(out).toContain("Examples:\n  recall-sandbox ");
    expect(out).toContain("--json");
  });

  it("names the nearest verb for an unknown one", async () => {
    const { code, err } = await say("recal");
    expect(code).toBe(2);
    expect(err).toContain("unknown command 'recal'\n(Did you mean recall?)");
  });

  it("names the nearest option for an unknown one", async () => {
    expect((await say("trace", "--sendr", "x")).err).toContain("(Did you mean --sender?)");
  });

  it("without a verb shows its help and says it did nothing", async () => {
    const { code, err } = await say();
    expect(code).toBe(2);
    expect(err).toContain("Usage: recall-sandbox");
  });

  it("prints its version", async () => {
    expect((await say("--version")).out).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("up", () => {
  it("refuses to listen elsewhere than on loopback without a token, and says what it would expose", async () => {
    const byOption = await say("up", "--ephemeral", "--listen", "0.0.0.0");
    expect(byOption.code).toBe(2);
    expect(byOption.err).toContain("0.0.0.0 is not an address of loopback: whoever reaches it could read all mail");
    expect(byOption.err).toContain("add --token, which makes one and prints it");
    expect(byOption.out).toBe("");
    const terminal = fakeTerminal({ env: { RECALL_SANDBOX_LISTENERS_HOST: "192.0.2.1" } });
    expect(await run(["up", "--ephemeral"], terminal)).toBe(2);
    expect(terminal.complained.join()).toContain("192.0.2.1 is not an address of loopback");
  });

  it.each([
    ["short", "must have at least 16 characters"],
    ["has:a:colon:in:its:middle", "letters, digits and -._~+/ only"],
  ])("refuses the token %s, and does not repeat it", async (token, text) => {
    const { code, err } = await say("up", "--ephemeral", "--token", token);
    expect(code).toBe(2);
    expect(err).toContain(text);
    expect(err).not.toContain(token);
  });

  it("takes 0 only for --ports, and says how one port is set", async () => {
    const { code, err } = await say("up", "--ports", "9000");
    expect(code).toBe(2);
    expect(err).toContain("listeners.submission");
  });

  it("knows data or ephemeral, not both", async () => {
    expect((await say("up", "--ephemeral", "--data", "x")).err).toContain("cannot be used with option");
  });

  it("lists every problem of a configuration", async () => {
    const { code, err } = await say("up", "--config", "no-such.yaml", "--ephemeral");
    expect(code).toBe(2);
    expect(err).toContain("no-such.yaml: cannot be read: there is no such file");
    expect(err).toContain("1 problem in the configuration; nothing was started.");
  });
});

describe("verbs that ask a running sandbox", () => {
  const NOBODY = "http://127.0.0.1:1";
  it.each([["trace"], ["recall", "last"], ["recall", "status", "last"], ["send", "--to", "bob@contoso.com"]])(
    "%s %s says how to start one when nobody answers",
    async (...argv) => {
      const { code, err } = await say(...argv, "--url", NOBODY);
      expect(code).toBe(2);
      expect(err).toContain(`No sandbox answers at ${NOBODY}`);
      expect(err).toContain("start one with `recall-sandbox up`");
    },
  );

  it("refuse what is no address", async () => {
    expect((await say("trace", "--url", "localhost")).err).toContain("--url must be an address such as");
  });
});

describe("send", () => {
  it.each([
    [["--to", "bob"], "--to must be an address"],
    [[], "A message needs a recipient"],
    [["none.eml"], "There is no file none.eml"],
    [["none.eml", "--text", "x"], "--text makes a message of its own"],
    [["--to", "bob@contoso.com", "--fresh-id"], "--fresh-id goes with a file"],
    [["--submission", "99999"], "It must be a port, 1 to 65535."],
  ])("%j: %s", async (argv, text) => {
    const { code, err } = await say("send", ...argv);
    expect(code).toBe(2);
    expect(err).toContain(text);
  });
});

describe("demo", () => {
  it("names the nearest scene for an unknown one", async () => {
    const { code, err } = await say("demo", "--only", "exemtion");
    expect(code).toBe(2);
    expect(err).toContain('There is no scene "exemtion"; did you mean exemption?');
  });
});
