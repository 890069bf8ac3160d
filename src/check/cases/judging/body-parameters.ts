// Parameters of Content-Type without which a text is read wrongly.
import type { ReadPart } from "../../mail/read.ts";
import type { Judge } from "./judge.ts";

/** Of the first text/plain, where it came back as such. */
export function sameBodyParameters(...names: readonly string[]): Judge {
  return ({ left, back }) => {
    const [ours, theirs] = [left, back].map(({ parts }) => parts.find(isPlainBody));
    const lost = names.find((name) => parameterOf(ours, name) !== parameterOf(theirs, name));
    if (!ours || !theirs || lost === undefined) return undefined;
    return `The text came back with ${lost}=${parameterOf(theirs, lost) || "(none)"} instead of ${lost}=${parameterOf(ours, lost)}: its lines are joined wrongly.`;
  };
}

const isPlainBody = ({ isBody, type }: ReadPart): boolean => isBody && type === "text/plain";

const parameterOf = (part: ReadPart | undefined, name: string): string =>
  part?.parameters.get(name)?.trim().toLowerCase() ?? "";
