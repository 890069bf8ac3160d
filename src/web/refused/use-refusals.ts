// What the tenant refused at its door, newest first, live.
import type { Answers } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { type Loaded, useLoaded } from "../parts/use-loaded.ts";

export type Refusal = Answers["listRefusals"]["refusals"][number];

const ALL = 200;

export function useRefusals(): Loaded<readonly Refusal[]> {
  return useLoaded(
    () => get<Answers["listRefusals"]>("/api/refusals", { limit: ALL }).then(({ refusals }) => refusals),
    [],
    ({ type }) => type === "refusal" || type === "connected" || type === "gap",
    300,
  );
}
