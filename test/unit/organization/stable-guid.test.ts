import { expect, test } from "vitest";
import { objectIdOf, stableGuid } from "../../../src/organization/stable-guid.ts";

test("a GUID by its text, marked as RFC 9562 §5.8 wants it", () => {
  expect(stableGuid("tenant contoso.com")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(stableGuid("tenant contoso.com")).toBe(stableGuid("tenant contoso.com"));
});

test("addresses that begin alike are two mailboxes, and case doesn't make one", () => {
  expect(objectIdOf("marketing.team.a@contoso.com")).not.toBe(objectIdOf("marketing.team.b@contoso.com"));
  expect(objectIdOf("Alice@contoso.com")).toBe(objectIdOf("alice@contoso.com"));
});
