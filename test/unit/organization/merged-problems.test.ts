// A file that is right by itself may not fit what was changed since it was loaded.
import { expect, test } from "vitest";
import { checkMerged } from "../../../src/organization/checks/merged.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";

const { organization } = loadConfiguration({
  mailboxes: [{ address: "alice@contoso.com" }, { address: "bob@contoso.com" }],
  groups: [
    {
      address: "team@contoso.com",
      aliases: ["crew@contoso.com"],
      moderationEnabled: true,
      moderatedBy: ["bob@contoso.com"],
    },
  ],
});

test("a moderator who is gone, an alias of a group that somebody else has", () => {
  const withoutBob = { ...organization, mailboxes: organization.mailboxes.slice(0, 1) };
  expect(() => checkMerged(organization, withoutBob)).toThrow(
    'groups "team@contoso.com": is moderated by `bob@contoso.com`, who is no recipient here any more',
  );
  const taken = {
    ...organization,
    mailboxes: organization.mailboxes.map((one) => ({ ...one, aliases: ["crew@contoso.com"] })),
  };
  expect(() => checkMerged(organization, taken)).toThrow("`crew@contoso.com` is taken by");
  expect(() => checkMerged(organization, organization)).not.toThrow();
});
