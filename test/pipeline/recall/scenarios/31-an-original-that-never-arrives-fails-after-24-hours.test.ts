import { expect } from "vitest";
import { HOUR, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, reportPage, scenario } from "./scenario.ts";
import { ROUTE_BUT_RECALLS, SWALLOWS, through } from "./third-party.ts";

scenario(
  {
    given: "a scanner takes the original and drops it, and recalls don't go through it",
    when: "Alice recalls it",
    then: "the request is tried again after 1, 5, 15 and 60 minutes and then hourly, pending all the while; after 24 hours it has failed, without an NDR",
    rules: ["R17", "R22"],
    source: "chosen",
    outcomes: [{ at: EVERYWHERE, report: ["bob: failed (notFound)"], drops: ["bob: Failed"] }],
  },
  async (run) => {
    const on = await run.tenant(through("transparent", { transportRules: [ROUTE_BUT_RECALLS] }));
    on.faults.add({ ...SWALLOWS, sender: "alice@contoso.com" });
    const request = await run.recall(on, await run.send(on));
    const begin = on.clock.now();

    await on.advance(24 * HOUR - 1);
    expect(await reportPage(on, request)).toEqual(["bob: Pending (notFound)"]);
    await on.advance(1);

    const deferred = (await on.tracking.find({ messageId: request })).filter(({ eventId }) => eventId === "DEFER");
    const minutes = deferred.map(({ at }) => Math.round((at - begin) / 60_000));
    expect(minutes.slice(0, 7)).toEqual([0, 1, 6, 21, 81, 141, 201]);
    expect(await subjects(on, "alice")).toEqual(["Message Recall Report: Budget"]);
    return { on, request };
  },
);
