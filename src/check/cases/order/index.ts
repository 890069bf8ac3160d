import type { Case } from "../case.ts";
import { deferredRecallsComeThrough } from "./deferred-recalls-come-through.ts";
import { lateCopiesStayAway } from "./late-copies-stay-away.ts";
import { outlookMayOvertake } from "./outlook-may-overtake.ts";
import { recallsMayOvertake } from "./recalls-may-overtake.ts";
import { recallsOutliveAnOutage } from "./recalls-outlive-an-outage.ts";
import { recallsSideBySideAreRight } from "./recalls-side-by-side-are-right.ts";
import { slowReturnsAreRecalled } from "./slow-returns-are-recalled.ts";

export const ORDER_CASES: readonly Case[] = [
  recallsMayOvertake,
  outlookMayOvertake,
  slowReturnsAreRecalled,
  recallsOutliveAnOutage,
  deferredRecallsComeThrough,
  lateCopiesStayAway,
  recallsSideBySideAreRight,
];
