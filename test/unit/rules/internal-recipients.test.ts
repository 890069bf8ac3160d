import { expect, test } from "vitest";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { NOW, organizationWith } from "./rule-fixtures.ts";

test("IsInternal: recipients of the remote domain are inside, its senders are not", () => {
  const remoteDomains = [{ domainName: "*.fabrikam.com", isInternal: true }, { domainName: "out.fabrikam.com" }];
  const context = ruleContextOf(organizationWith([], { remoteDomains }), NOW);
  expect(context.isInternalRecipient("eve@fabrikam.com")).toBe(true);
  expect(context.isInternalRecipient("eve@out.fabrikam.com")).toBe(false);
  expect(context.isInternalRecipient("eve@adatum.com")).toBe(false);
  expect(context.isInternalRecipient("bob@contoso.com")).toBe(true);
  expect(context.isInOrganization("eve@fabrikam.com")).toBe(false);
});
