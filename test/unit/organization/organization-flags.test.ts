import { expect, test } from "vitest";
import { directoryOf } from "../../../src/organization/directory.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";

test("DisablePlusAddressInRecipients: a+tag finds nobody then", () => {
  const { organization } = loadConfiguration({ mailboxes: [{ address: "alice@contoso.com" }] });
  const accepted = { DisablePlusAddressInRecipients: true };
  const off = { ...organization, organizationConfig: { ...organization.organizationConfig, accepted } };
  expect(directoryOf(organization).findMailbox("alice+x@contoso.com")?.address).toBe("alice@contoso.com");
  expect(directoryOf(off).findMailbox("alice+x@contoso.com")).toBeUndefined();
  expect(directoryOf(off).findMailbox("alice@contoso.com")?.address).toBe("alice@contoso.com");
});
