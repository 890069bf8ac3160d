// `explain` without a running sandbox: what it prints, and what it refuses.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { fakeTerminal } from "./terminal.ts";

let folder: string;
let mail: string;
let config: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "explain-"));
  mail = join(folder, "message.eml");
  config = join(folder, "sandbox.yaml");
  writeFileSync(
    mail,
    "From: alice@contoso.com\nTo: frank@fabrikam.com, bob@contoso.com, nobody@contoso.com\nSubject: Figures\n\nHello\n",
  );
  writeFileSync(
    config,
    `organization: { name: contoso.com }
acceptedDomains: [{ domainName: contoso.com }]
mailboxes: [{ address: alice@contoso.com, password: x }, { address: bob@contoso.com, password: x }]
transportRules:
  - { name: Outside, sentToScope: NotInOrganization, exceptIfSubjectContainsWords: [private], prependSubject: "[Out] " }
  - { name: Watch, mode: Audit, subjectContainsWords: [figures], deleteMessage: true }
  - { name: Christmas, activationDate: "2026-12-24T00:00:00Z", setHeaderName: X-Gift, setHeaderValue: "yes" }
  - { name: End, sentTo: bob@contoso.com, redirectMessageTo: alice@contoso.com, stopRuleProcessing: true }
  - { name: Last, deleteMessage: true }
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function explain(...args: string[]) {
  const terminal = fakeTerminal();
  const code = await run(["explain", ...args], terminal);
  return { code, text: terminal.written.join("\n"), complaint: terminal.complained.join("\n") };
}

test("each set of recipients is told rule by rule, with what was seen and changed", async () => {
  const { code, text } = await explain(mail, "--config", config, "--at", "2026-12-01T12:00Z");
  expect(code).toBe(0);
  expect(text.split("\n")).toEqual([
    "Figures",
    expect.stringMatching(
      /^from alice@contoso.com, submission, AuthAs Internal, \d+ bytes; rules of 2026-12-01T12:00:00.000Z$/,
    ),
    "",
    "To nobody@contoso.com",
    expect.stringMatching(/^ {2}not resolved: 550 5\.1\.10 /),
    "",
    "To frank@fabrikam.com",
    "  0 Outside  matched",
    "      yes  SentToScope                   NotInOrganization  for frank@fabrikam.com; not for bob@contoso.com",
    '      no   ExceptIfSubjectContainsWords  private  Subject is "Figures"',
    '    PrependSubject: "[Out] " was put in front of the subject',
    "      - Subject: Figures",
    "      + Subject: [Out] Figures",
    "  1 Watch  matched, mode Audit: nothing is done",
    '      yes  SubjectContainsWords  figures  Subject is "[Out] Figures"',
    "    DeleteMessage: not done: the rule only tests",
    "  2 Christmas  not active: The rule acts only from 2026-12-24T00:00:00.000Z on.",
    "  3 End  did not match",
    "      no  SentTo  bob@contoso.com  the recipient is frank@fabrikam.com",
    "  4 Last  matched",
    "    DeleteMessage: deleted",
    '  deleted: The rule "Last" deletes the message; nobody is told.',
    "",
    "To alice@contoso.com",
    "  0 Outside  matched others only",
    "      yes  SentToScope                   NotInOrganization  for frank@fabrikam.com; not for bob@contoso.com",
    '      no   ExceptIfSubjectContainsWords  private  Subject is "Figures"',
    "  1 Watch  matched, mode Audit: nothing is done",
    '      yes  SubjectContainsWords  figures  Subject is "Figures"',
    "    DeleteMessage: not done: the rule only tests",
    "  2 Christmas  not active: The rule acts only from 2026-12-24T00:00:00.000Z on.",
    "  3 End  matched",
    "      yes  SentTo  bob@contoso.com  the recipient is bob@contoso.com",
    "    RedirectMessageTo: redirected from bob@contoso.com to alice@contoso.com",
    "      - to bob@contoso.com",
    "      + to alice@contoso.com",
    "    StopRuleProcessing: no later rule is applied",
    '  4 Last  not reached: "End" ended rule processing.',
    '  stopped: The rule "End" ended rule processing; the message goes on to be delivered.',
  ]);
});

test("one rule, another envelope, another time, as JSON", async () => {
  const options = ["--rule", "christmas", "--sender", "x@fabrikam.com", "--recipients", "bob@contoso.com"];
  const { text } = await explain(mail, "--config", config, ...options, "--at", "2026-12-25T08:00:00+01:00", "--json");
  expect(JSON.parse(text)).toMatchObject({
    at: "2026-12-25T07:00:00.000Z",
    message: { sender: "x@fabrikam.com", entry: "inbound", authAs: "Anonymous" },
    outcomes: [{ rules: [{ rule: "Christmas", result: "matched" }] }],
  });
});

test.each([
  [["--rule", "Chrismas"], 1, /No mail-flow rule is named "Chrismas" at that time; did you mean `Christmas`/],
  [["--at", "Yule"], 2, /--at must be a time such as 2026-12-24T18:00Z, or now, not "Yule"/],
  [["--recipients", "bob"], 2, /--recipients must be an address/],
])("%j is refused", async (args, code, complaint) => {
  expect(await explain(mail, "--config", config, ...args)).toEqual({
    code,
    text: "",
    complaint: expect.stringMatching(complaint),
  });
});

test("what is neither a file nor an id is refused", async () => {
  expect((await explain("nowhere.eml")).complaint).toMatch(/^There is no file nowhere\.eml/);
  expect((await explain("./nowhere.eml")).complaint).toMatch(/^There is no file \.\/nowhere\.eml, and it is no id/);
});
