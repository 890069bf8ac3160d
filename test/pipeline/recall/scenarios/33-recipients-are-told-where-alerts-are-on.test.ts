import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, reads, scenario } from "./scenario.ts";

const RECIPIENTS = "messageRecallAlertRecipientsEnabled";
const READ_ONLY = "messageRecallAlertRecipientsReadMessagesOnlyEnabled";
const CASES: Readonly<Record<string, { settings: Record<string, boolean>; told: readonly string[] }>> = {
  "by default": { settings: {}, told: [] },
  "alerts on": { settings: { [RECIPIENTS]: true }, told: ["bob", "carol"] },
  "alerts and read only on": { settings: { [RECIPIENTS]: true, [READ_ONLY]: true }, told: ["carol"] },
};

scenario(
  {
    given:
      "Carol has read the message, Bob has not, and alerts to recipients are off, on, or on for read messages only",
    when: "Alice recalls it",
    then: "with alerts each recipient of a recalled copy has a notice, with read only just Carol; read only without alerts is refused",
    rules: ["R23"],
    source: "S; that it is refused: chosen",
    outcomes: Object.keys(CASES).map((one) => ({
      at: EVERYWHERE,
      case: one,
      report: ["bob: recalled", "carol: recalledRead"],
      drops: ["bob: Success", "carol: Success"],
    })),
  },
  async (run) => {
    const alone = run.tenant({ organizationConfig: { [READ_ONLY]: true } });
    await expect(alone).rejects.toThrow(/needs messageRecallAlertRecipientsEnabled: true/);
    const on = await run.tenant({ organizationConfig: CASES[run.case]?.settings });
    const original = await run.send(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
    await reads(on, "carol");

    const request = await run.recall(on, original);

    for (const name of ["bob", "carol"]) {
      const isTold = CASES[run.case]?.told.includes(name);
      expect(await subjects(on, name)).toEqual(isTold ? ["Message recalled: Budget"] : []);
    }
    return { on, request };
  },
);
