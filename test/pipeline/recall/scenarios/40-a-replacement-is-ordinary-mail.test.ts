import { simpleParser } from "mailparser";
import { expect } from "vitest";
import { items } from "../../../support/sandbox.ts";
import { messages } from "../../http/support.ts";
import { FROM_2024, scenario } from "./scenario.ts";
import { through } from "./third-party.ts";

const CORRECTED = "From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Budget, corrected\n\nNow it is right.\n";

scenario(
  {
    given: "mail goes through a signature service",
    when: "Alice recalls a message to Bob and replaces it",
    then: "the original is deleted, and a second, ordinary mail comes through the smart host with its signature",
    rules: ["R5"],
    source: "D",
    outcomes: [{ at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] }],
  },
  async (run) => {
    const on = await run.tenant(through("signature"));
    const original = await run.send(on);
    const [sent] = await messages(on, "alice", "sentitems");
    const path = `/beta/users/alice@contoso.com/mailFolders/sentitems/messages/${sent?.id}/recall`;

    const response = await fetch(`${on.url}${path}${run.generation === "A" ? "?client=outlook" : ""}`, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: Buffer.from(CORRECTED).toString("base64"),
    });

    const request = `<${/MessageId is (\S+)\.$/.exec((await response.json()) as string)?.[1]}>`;
    await on.idle();
    const [second, ...others] = await items(on, "bob");
    expect(others).toEqual([]);
    const { subject, text, headers } = await simpleParser((second && (await on.mailboxes.bytes(second))) ?? "");
    expect(subject).toBe("Budget, corrected");
    expect(text).toContain("Contoso Ltd | signed by");
    for (const name of ["references", "in-reply-to"]) expect(headers.has(name)).toBe(false);
    expect((await items(on, "bob", "recoverableitemspurges")).map(({ messageId }) => messageId)).toEqual([original]);
    expect(await on.recalls.list()).toHaveLength(1);
    return { on, request };
  },
);
