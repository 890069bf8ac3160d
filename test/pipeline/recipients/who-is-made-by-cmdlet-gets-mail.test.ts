import { expect, test } from "vitest";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet } from "../http/support.ts";

test("New-Mailbox, New-DistributionGroup, New-InboxRule: who is made gets mail, signs in, and has rules", async () => {
  const on = await sandbox({ config: tenant() });
  const run = (name: string, parameters: object) => cmdlet(on, name, parameters);
  const dora = "dora@contoso.com";
  await run("New-Mailbox", { Name: "Dora Doe", MicrosoftOnlineServicesID: dora, Password: "secret" });
  await run("New-DistributionGroup", { Name: "Pilots", Members: ["Dora Doe", "bob"] });
  await run("Add-DistributionGroupMember", { Identity: "Pilots", Member: "carol" });
  await run("New-InboxRule", {
    Name: "plans",
    Mailbox: "Dora Doe",
    SubjectContainsWords: "plan",
    MoveToFolder: "dora:\\Archive",
  });

  await submit(on, { to: "pilots@contoso.com", subject: "Flights" });
  await submit(on, { to: "pilots@contoso.com", subject: "The plan" });
  expect(await subjects(on, dora)).toEqual(["Flights"]);
  expect(await subjects(on, dora, "archive")).toEqual(["The plan"]);
  expect(await subjects(on, "carol@contoso.com")).toHaveLength(2);

  await run("Set-Mailbox", { Identity: "dora", ForwardingAddress: "bob", DeliverToMailboxAndForward: false });
  await run("Set-MailboxAutoReplyConfiguration", { Identity: "dora", AutoReplyState: "Disabled" });
  await submit(on, { to: dora, subject: "Forwarded" });
  expect(await subjects(on, dora)).not.toContain("Forwarded");
  expect(await subjects(on, "bob@contoso.com")).toContain("Forwarded");

  await submit(on, { from: dora, to: "alice@contoso.com", subject: "From Dora" });
  expect(await subjects(on, "alice@contoso.com")).toEqual(["From Dora"]);
  await run("Remove-Mailbox", { Identity: dora });
  await expect(submit(on, { from: dora, to: "alice@contoso.com", subject: "Once more" })).rejects.toThrow();
});
