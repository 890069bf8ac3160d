import { expect, it } from "vitest";
import { ExplainError } from "../../src/library/index.ts";
import { failure, library, Q3 } from "../support/library.ts";

const ruled = {
  mailboxes: [{ address: "alice@contoso.com" }, { address: "bob@contoso.com" }, { address: "carol@contoso.com" }],
  transportRules: [
    { name: "Mark figures", subjectContainsWords: ["numbers"], setHeaderName: "X-Figures", setHeaderValue: "yes" },
    { name: "Keep from Carol", sentTo: ["carol@contoso.com"], deleteMessage: true },
  ],
};

it("mail is explained without being sent: for each set of recipients, each rule and what it changes", async () => {
  const sandbox = await library({}, { config: ruled });
  const { outcomes } = await sandbox.explain({ message: { ...Q3, to: ["bob@contoso.com", "carol@contoso.com"] } });
  const ends = outcomes.map(({ recipients, end }) => [...recipients.first, end.kind]);
  expect(ends.sort()).toEqual([
    ["bob@contoso.com", "passed"],
    ["carol@contoso.com", "deleted"],
  ]);
  expect(outcomes[0]?.rules[0]).toMatchObject({
    rule: "Mark figures",
    result: "matched",
    actions: [{ action: "SetHeader", headers: [{ kind: "added", name: "X-Figures", before: null, after: "yes" }] }],
  });
  expect(await sandbox.journeys()).toEqual([]);
});

it("one rule, another envelope, a whole message", async () => {
  const sandbox = await library({}, { config: ruled });
  const raw = "From: frank@fabrikam.com\nSubject: numbers\n\nAt one?\n";
  const explanation = await sandbox.explain({
    message: { raw },
    rule: "keep from carol",
    sender: "alice@contoso.com",
    recipients: "Carol <carol@contoso.com>",
    authAs: "Anonymous",
  });
  expect(explanation.message).toMatchObject({ sender: "alice@contoso.com", authAs: "Anonymous" });
  expect(explanation.outcomes).toMatchObject([
    { rules: [{ rule: "Keep from Carol", result: "matched" }], end: { kind: "deleted" } },
  ]);
});

it("a message that went through is explained by the rules of then, or of the time that is given", async () => {
  const sandbox = await library({}, { config: ruled });
  const message = await sandbox.send(Q3);
  await sandbox.idle();
  await sandbox.advance("1h");
  await sandbox.exo('Disable-TransportRule "Mark figures"');
  const verdict = async (at: object) => {
    const { outcomes } = await sandbox.explain({ message, rule: "Mark figures", ...at });
    return outcomes[0]?.rules[0]?.result;
  };
  expect(await verdict({})).toBe("matched");
  expect(await verdict({ at: sandbox.now })).toBe("notActive");
  const { outcomes } = await sandbox.explain({ message: message.messageId });
  expect(outcomes[0]?.rules).not.toHaveLength(0);
});

it("what can't be explained is said", async () => {
  const sandbox = await library({}, { config: ruled });
  await expect(sandbox.explain({ message: "<nobody@contoso.com>" })).rejects.toBeInstanceOf(ExplainError);
  expect(await failure(sandbox.explain({ message: Q3, rule: "Mark figure" }))).toContain("did you mean `Mark figures`");
  expect(await failure(sandbox.explain({ message: Q3, at: "tomorrow" }))).toContain('not "tomorrow"');
  expect(await failure(sandbox.explain({ message: Q3, recipients: "bob" }))).toContain("recipients must be an address");
});
