import { expect } from "vitest";
import { HOUR, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, reportPage, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, ROUTE_BUT_RECALLS, through } from "./third-party.ts";

scenario(
  {
    given: "the smart host is down when the original is sent, and recalls don't go through it",
    when: "Alice recalls, and the host comes up a minute later",
    then: "the recall is pending and waits; when the original arrives it is deleted before anybody sees it",
    rules: ["R17", "R26"],
    source: "D",
    outcomes: [{ at: EVERYWHERE, report: ["bob: recalled"], drops: ["bob: Success"] }],
  },
  async (run) => {
    const on = await run.tenant(through("keep-tnef", { ...RICH_TEXT_ALWAYS, transportRules: [ROUTE_BUT_RECALLS] }));
    const down = { kind: "reply", reply: "421 4.3.2 Down" } as const;
    on.faults.add({ hop: "outbound", phase: "connect", action: down, when: { times: 1 } });
    const original = await run.send(on);
    const request = await run.recall(on, original);
    expect(await reportPage(on, request)).toEqual(["bob: Pending (notFound)"]);
    const seen: string[] = [];
    const told: string[] = [];
    on.tracking.subscribe((row) => {
      if (row.eventId === "DELIVER") void subjects(on, "bob").then((list) => seen.push(...list));
    });
    on.recalls.subscribe(({ address, status }) => told.push(`${address ?? "all"} ${status}`));

    await on.advance(HOUR);

    expect(seen).toEqual([]);
    expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual(["Budget"]);
    expect(told).toEqual(["bob@contoso.com recalled"]);
    expect((await on.recalls.changes(request)).map(({ status }) => status)).toEqual([
      "requested",
      "pending",
      "waiting",
      "recalled",
    ]);
    return { on, request };
  },
);
