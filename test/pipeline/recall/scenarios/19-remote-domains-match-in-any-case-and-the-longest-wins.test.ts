import { expect } from "vitest";
import { legBytes } from "../../../support/outlook.ts";
import { person, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { through } from "./third-party.ts";

const CASES: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  "Contoso.COM": [{ domainName: "Contoso.COM", tnefEnabled: true }],
  "*.contoso.com never, mail.contoso.com always": [
    { domainName: "*.contoso.com", tnefEnabled: false },
    { domainName: "mail.contoso.com", tnefEnabled: true },
  ],
};
const BOB = "bob@mail.contoso.com";

scenario(
  {
    given: "a remote domain entered as Contoso.COM for contoso.com, or *.contoso.com beside mail.contoso.com",
    when: "Alice recalls a message that made the round trip",
    then: "the remote domain applies in any case, the longest match wins, and the request keeps its rich text",
    rules: ["R1", "R2"],
    source: "C",
    outcomes: Object.keys(CASES).flatMap((name) => {
      const bob = name === "Contoso.COM" ? "bob" : BOB;
      return [
        { at: IN_2023, case: name, report: [`${bob}: outside (recalledAllTheSame)`], drops: [`${bob}: Success`] },
        { at: FROM_2024, case: name, report: [`${bob}: recalled`], drops: [`${bob}: Success`] },
      ];
    }),
  },
  async (run) => {
    const address = run.case === "Contoso.COM" ? "bob@contoso.com" : BOB;
    const on = await run.tenant({
      ...through("keep-tnef", { remoteDomains: CASES[run.case] }),
      acceptedDomains: [{ domainName: "contoso.com" }, { domainName: "mail.contoso.com" }],
      mailboxes: [person("alice"), person("bob", { address })],
    });
    const request = await run.recall(on, await run.send(on, { to: [address] }));

    expect((await legBytes(on, request)).toString("latin1")).toMatch(/^Content-Type: application\/ms-tnef/im);
    expect(await subjects(on, address)).toEqual([]);
    return { on, request };
  },
);
