// Names for parts of what /api answers with.
import type { Journey, JourneySummary } from "./answers.ts";

export type { Comparison, Journey, JourneySummary, Recall } from "./answers.ts";
export type TimelineHop = Journey["timeline"][number];
export type Verdict = JourneySummary["verdict"];
export type RecallState = JourneySummary["recall"];
