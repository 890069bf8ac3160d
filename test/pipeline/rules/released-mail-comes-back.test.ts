// What was released from quarantine may leave over a smart host: its return is not set aside again by the same rule.
import { expect, test } from "vitest";
import { deliverFromOutside, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { blackHole, roundTrip } from "../../support/smart-host.ts";
import { trail } from "../../support/transport.ts";

const { transportRules, ...connectors } = roundTrip("builtin");
const [route] = transportRules as [Record<string, unknown>];
const { stopRuleProcessing: _, ...routeOnly } = route;
const ASIDE = { subjectContainsWords: "Budget", quarantine: true };

const configOf = (rules: readonly object[]) =>
  tenant({ ...connectors, smartHost: { preset: "signature" }, transportRules: [routeOnly, ...rules] });

async function releaseOnly(on: Awaited<ReturnType<typeof sandbox>>, recipients?: readonly string[]) {
  const [held, ...others] = await on.quarantine.list();
  expect(others).toEqual([]);
  await on.quarantine.release(held?.id ?? 0, recipients);
  await on.idle();
}

test("Quarantine: released mail that goes round by a smart host is delivered when it is back", async () => {
  const on = await sandbox({ config: configOf([{ name: "Aside", ...ASIDE }]) });
  const id = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  await releaseOnly(on, ["bob@contoso.com"]);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect((await trail(on, id)).filter((line) => /SENDEXTERNAL|QUARANTINE /.test(line))).toEqual([
    "QUARANTINE bob@contoso.com carol@contoso.com",
    "SENDEXTERNAL bob@contoso.com",
  ]);
  await releaseOnly(on);
  expect(await subjects(on, "carol")).toEqual(["Budget"]);
  expect(await on.quarantine.list()).toEqual([]);
});

test("Quarantine: what another rule sets aside on the return is set aside", async () => {
  const signed = {
    headerContainsMessageHeader: "X-Sandbox-Signature",
    headerContainsWords: ["true"],
    quarantine: true,
  };
  const on = await sandbox({
    config: configOf([
      { name: "Aside", ...ASIDE },
      { name: "Signed", ...signed },
    ]),
  });
  await submit(on, { to: ["bob@contoso.com"] });
  await releaseOnly(on);
  expect(await subjects(on, "bob")).toEqual([]);
  expect((await on.quarantine.list()).map(({ rule }) => rule)).toEqual(["Signed"]);
  await releaseOnly(on);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

test("Quarantine: a stranger who sends a released message anew has it set aside again", async () => {
  const on = await sandbox({ config: configOf([{ name: "Aside", ...ASIDE }]) });
  const messageId = await submit(on, { to: ["bob@contoso.com"] });
  await releaseOnly(on);
  await deliverFromOutside(on, {
    from: "mallory@fabrikam.com",
    to: ["carol@contoso.com"],
    subject: "Budget",
    messageId,
  });
  await on.idle();
  expect((await on.quarantine.list()).map(({ sender }) => sender)).toEqual(["mallory@fabrikam.com"]);
});

test("Quarantine: a return to others than it was released to is set aside for them", async () => {
  const host = await blackHole();
  const { transportRules: _, ...there } = roundTrip(host.address);
  const aside = { name: "Aside", ...ASIDE };
  const on = await sandbox({
    config: tenant({ ...there, smartHost: { enabled: false }, transportRules: [routeOnly, aside] }),
  });
  const messageId = await submit(on, { to: ["bob@contoso.com"] });
  await releaseOnly(on);
  expect(host.taken).toHaveLength(1);
  const tls = on.certificates.smartHost;
  const to = ["bob@contoso.com", "carol@contoso.com"];
  const subject = "Budget";
  const headers = { "X-Sandbox-Signature": "true" };
  await deliverFromOutside(on, { from: "alice@contoso.com", to, subject, messageId, headers, listener: "return", tls });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect((await on.quarantine.list()).map(({ recipients }) => recipients)).toEqual([["carol@contoso.com"]]);
});
