import { expect, it } from "vitest";
import { headersOf, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

// R4: Bcc recipients, and those a rule added, get the request too.
it("blind copies are recalled, whoever added them", async () => {
  const config = tenant({
    transportRules: [{ name: "Watch", subjectContainsWords: "Budget", blindCopyTo: "dave@contoso.com" }],
  });
  const on = await sandbox({ config });
  const original = await submit(on, { bcc: "carol@contoso.com" });
  expect(await subjects(on, "dave")).toEqual(["Budget"]);

  const request = await recall(on, original);

  expect(await report(on, request)).toEqual([
    "bob@contoso.com: recalled",
    "carol@contoso.com: recalled",
    "dave@contoso.com: recalled",
  ]);
  const header = await headersOf(on, "alice", "recoverableitemspurges");
  expect(header.get("To")).toBe("<bob@contoso.com>");
  expect(header.has("Bcc")).toBe(false);
});
