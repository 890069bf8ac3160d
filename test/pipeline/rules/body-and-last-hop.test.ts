// Conditions that ask the body and the connection, where mail really passes.
import { expect, test } from "vitest";
import { person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const config = tenant({
  mailboxes: [person("alice"), person("bob"), person("carol")],
  groups: [{ address: "team@contoso.com", members: ["bob@contoso.com"] }],
  transportRules: [
    { name: "Near", senderIpRanges: ["127.0.0.1-127.0.0.9", "::1"], prependSubject: "[near] " },
    { name: "Far", senderIpRanges: "10.0.0.0/8", prependSubject: "[far] " },
    { name: "Stalls", subjectMatchesPatterns: "(?=a)(a+)+$", prependSubject: "[stalled] " },
    {
      name: "Body",
      subjectOrBodyContainsWords: "figures",
      sentToMemberOf: "team@contoso.com",
      prependSubject: "[figures] ",
    },
    { name: "Receipt", messageTypeMatches: "ReadReceipt", prependSubject: "[receipt] " },
  ],
});

test("SenderIpRanges, SubjectOrBodyContainsWords, SentToMemberOf: by SMTP, with a pattern that stalls between them", async () => {
  const on = await sandbox({ config });
  const trap = `${"a".repeat(60)}!`;
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: trap, text: "The figures are here." });
  expect(await subjects(on, "bob")).toEqual([`[figures] [near] ${trap}`]);
  expect(await subjects(on, "carol")).toEqual([`[near] ${trap}`]);
});
