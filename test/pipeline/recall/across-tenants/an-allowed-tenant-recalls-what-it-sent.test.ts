// Two tenants, real SMTP between them. R25, scenario 45
import { expect, it } from "vitest";
import type { Sandbox } from "../../../../src/sandbox.ts";
import { events, HOUR, headersOf, recall, report, subjects, submit } from "../../../support/sandbox.ts";
import { allow, CONTOSO, change, FABRIKAM, type TwoTenants, twoTenants } from "../../../support/two-tenants.ts";
import { send } from "../../http/support.ts";

const ANN = "ann@fabrikam.com";
const DROPPED =
  "Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:";

async function sendAndRecall(tenants: TwoTenants, to: string | string[] = ANN): Promise<string> {
  const original = await submit(tenants.contoso, { to });
  await tenants.idle();
  const request = await recall(tenants.contoso, original);
  await tenants.idle();
  return request;
}

/** Set-CrossTenantRecallConfiguration */
async function setTenants({ url }: Sandbox, AllowedSenderTenantIds: object): Promise<void> {
  const CmdletInput = { CmdletName: "Set-CrossTenantRecallConfiguration", Parameters: { AllowedSenderTenantIds } };
  await send({ url }, "POST", "/adminapi/beta/fabrikam.com/InvokeCommand", { CmdletInput });
}

async function droppedAs(tenants: TwoTenants, request: string): Promise<string[]> {
  const found = await tenants.fabrikam.tracking.find({ messageId: request });
  return found.filter(({ eventId }) => eventId === "DROP").map(({ detail }) => String(detail).replace(DROPPED, ""));
}

it("a listed tenant's recall takes its message out of the mailbox; its sender's page says outside all the same", async () => {
  const tenants = await twoTenants();
  const request = await sendAndRecall(tenants, [ANN, "bob@contoso.com"]);

  expect(await subjects(tenants.fabrikam, ANN)).toEqual([]);
  expect(await droppedAs(tenants, request)).toEqual(["Success"]);
  expect(await report(tenants.contoso, request)).toEqual([
    "ann@fabrikam.com: outside (outsideOrganization)",
    "bob@contoso.com: recalled",
  ]);
});

it("where cross-tenant recall is off the request is ordinary mail", async () => {
  const tenants = await twoTenants({ fabrikam: { crossTenantRecall: {} } });
  const request = await sendAndRecall(tenants);

  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Recall: Budget", "Budget"]);
  expect(await events(tenants.fabrikam, request)).toContain("DELIVER");
});

it("a tenant that is not listed fails; added it succeeds, removed it fails again", async () => {
  const tenants = await twoTenants({
    fabrikam: { crossTenantRecall: { crossTenantRecallEnabled: true, allowedSenderTenantIds: [FABRIKAM] } },
  });
  await sendAndRecall(tenants);
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Recall: Budget", "Budget"]);

  await setTenants(tenants.fabrikam, { Add: [CONTOSO.toUpperCase()] });
  await sendAndRecall(tenants);
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Recall: Budget", "Budget"]);

  await setTenants(tenants.fabrikam, { Remove: [CONTOSO] });
  await sendAndRecall(tenants);
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Recall: Budget", "Budget", "Recall: Budget", "Budget"]);
});

it("a message received before its tenant was listed can be recalled afterwards", async () => {
  const tenants = await twoTenants({ fabrikam: { crossTenantRecall: {} } });
  const original = await submit(tenants.contoso, { to: ANN });
  await tenants.idle();
  await allow(tenants.fabrikam, { crossTenantRecallEnabled: true, allowedSenderTenantIds: [CONTOSO] });
  await recall(tenants.contoso, original);
  await tenants.idle();
  expect(await subjects(tenants.fabrikam, ANN)).toEqual([]);
});

it.each(["2023-04", "2024-08"])("a tenant at level %s knows nothing of other tenants' recalls", async (level) => {
  const tenants = await twoTenants({ fabrikam: { service: { level } } });
  await sendAndRecall(tenants);
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Recall: Budget", "Budget"]);
  expect((await headersOf(tenants.fabrikam, ANN)).toString()).not.toMatch(/TransportRecall/i);
});

it("with cloud recall off in the receiving tenant, others' recalls are ordinary mail too", async () => {
  const tenants = await twoTenants({ fabrikam: { organizationConfig: { messageRecallEnabled: false } } });
  await sendAndRecall(tenants);
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Recall: Budget", "Budget"]);
});

// R14, R23: the receiving tenant's settings count.
it("its own settings decide about read copies and alerts", async () => {
  const tenants = await twoTenants({ fabrikam: { organizationConfig: { recallReadMessagesEnabled: false } } });
  const original = await submit(tenants.contoso, { to: ANN });
  await tenants.idle();
  const [copy] = await tenants.fabrikam.mailboxes.list(ANN);
  await tenants.fabrikam.mailboxes.setRead(ANN, copy?.id ?? 0, true, tenants.fabrikam.clock.now());
  const refused = await recall(tenants.contoso, original);
  await tenants.idle();
  expect(await subjects(tenants.fabrikam, ANN)).toEqual(["Budget"]);
  expect(await droppedAs(tenants, refused)).toEqual(["Failed"]);

  await change(tenants.fabrikam, ({ organizationConfig }) => ({
    organizationConfig: {
      ...organizationConfig,
      recallReadMessagesEnabled: null,
      messageRecallAlertRecipientsEnabled: true,
    },
  }));
  await recall(tenants.contoso, original);
  await tenants.idle();
  const [alert, ...others] = await subjects(tenants.fabrikam, ANN);
  expect(alert).toMatch(/Budget/);
  expect(alert).not.toBe("Budget");
  expect(others).toEqual([]);
});

it("a second recall of the same message fails at once", async () => {
  const tenants = await twoTenants();
  const original = await submit(tenants.contoso, { to: ANN });
  await tenants.idle();
  const requests = [await recall(tenants.contoso, original), await recall(tenants.contoso, original)];
  await tenants.idle();
  expect(await Promise.all(requests.map((request) => droppedAs(tenants, request)))).toEqual([["Success"], ["Failed"]]);
});

// R17
it("a request that overtakes its original waits for it, and no longer than a day", async () => {
  const tenants = await twoTenants();
  const { contoso, fabrikam } = tenants;
  const port = fabrikam.ports.inbound;
  const lead = (to: number) =>
    change(contoso, (organization) => ({
      outboundConnectors: organization.outboundConnectors.map((one) => ({ ...one, smartHosts: [`127.0.0.1:${to}`] })),
    }));
  await lead(1);
  const original = await submit(contoso, { to: ANN });
  await lead(port);
  const request = await recall(contoso, original);
  await tenants.idle();
  expect(await events(fabrikam, request)).toContain("DEFER");
  await contoso.advance(HOUR);
  await tenants.idle();
  expect(await events(fabrikam, original)).toContain("DELIVER");
  expect(await subjects(fabrikam, ANN)).toEqual([]);
  expect(await droppedAs(tenants, request)).toEqual(["Success"]);

  const lost = await submit(contoso, { to: ANN, subject: "Lost" });
  await tenants.idle();
  const [copy] = await fabrikam.mailboxes.list(ANN);
  if (copy) await fabrikam.mailboxes.softDelete(copy, fabrikam.clock.now());
  const late = await recall(contoso, lost);
  await tenants.idle();
  await fabrikam.advance(25 * HOUR);
  expect(await droppedAs(tenants, late)).toEqual(["Failed"]);
});
