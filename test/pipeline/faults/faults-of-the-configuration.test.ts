// `faults:` of the configuration: in force from the start, taken anew on reload, back after a reset; docs/faults.md.
import { expect, it } from "vitest";
import { formatFault } from "../../../src/faults/fault-text.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const LATER = "return.endOfData=reply:451 4.7.1 Later,times=1";
const config = (...faults: unknown[]) =>
  tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" }, ...(faults.length > 0 && { faults }) });

const inForce = (on: Sandbox) => on.faults.list().map(({ fault }) => formatFault(fault));

it("acts from the start, and readiness says so", async () => {
  const on = await sandbox({ config: config(LATER) });
  await submit(on);
  expect(await subjects(on, "bob")).toEqual([]);
  await on.advance(HOUR);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  const check = (await on.readiness()).find(({ name }) => name === "faults");
  expect(check).toMatchObject({ status: "ok", reason: expect.stringContaining("a fault is in force") });
  on.faults.reset();
  expect((await on.readiness()).find(({ name }) => name === "faults")).toEqual({ name: "faults", status: "ok" });
});

it("a reload takes the file's anew and leaves what was added since", async () => {
  const on = await sandbox({ config: config(LATER) });
  on.faults.add({ hop: "outbound", phase: "connect", action: { kind: "pause", ms: 5 } });
  const other = { hop: "return", phase: "mail", action: { kind: "cut" }, when: { every: 3 } };
  const { changes } = await on.reload(config(other));
  expect(inForce(on)).toEqual(["outbound.connect=pause:5ms", "return.mail=cut,every=3"]);
  expect(changes).toEqual([`faults: return.mail=cut,every=3 (instead of ${LATER})`]);
  await on.reload(config());
  expect(inForce(on)).toEqual(["outbound.connect=pause:5ms"]);
});

it("a reload that changes nothing of them leaves their counts", async () => {
  const on = await sandbox({ config: config(LATER) });
  await submit(on);
  await on.reload({ ...config(LATER), smartHost: { preset: "transparent" } });
  expect(on.faults.list()).toMatchObject([{ hits: 1 }]);
});

it("a reset of the sandbox brings the file's back", async () => {
  const on = await sandbox({ config: config(LATER) });
  on.faults.reset();
  on.faults.add({ hop: "outbound", phase: "connect", action: { kind: "cut" } });
  await on.reset();
  expect(inForce(on)).toEqual([LATER]);
});

const yaml = (fault: string) => `mailboxes:\n  - address: alice@contoso.com\nfaults:\n  - ${fault}\n`;

it.each([
  ["return.mail=lose", /:4:5 faults\.0: "return\.mail=lose": lose can't happen in phase mail/],
  ["{ hop: return, phase: body, action: { kind: lose } }", /:4:5 faults\.0: lose can't happen in phase body/],
  [
    "{ hop: return, phase: mail, action: { kind: cut }, colour: blue }",
    /:4:\d+ faults\.0\.colour: unknown key `colour`; known here: hop, phase, action, when, sender, recipient/,
  ],
  ["{ hop: return, phase: mail, action: { kind: cut }, when: { nth: 0 } }", /:4:\d+ faults\.0\.when\.nth: /],
  ["{ hop: moon, phase: mail, action: { kind: cut } }", /:4:\d+ faults\.0\.hop: /],
])("what can't be is refused where it stands: %s", (fault, message) => {
  expect(() => loadConfiguration(yaml(fault))).toThrow(message);
});
