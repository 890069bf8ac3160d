// What of a new run is seldom asked for, as the form holds it, and what is sent of it.
import type { NewCheck } from "../api/answers.ts";

export interface More {
  readonly username: string;
  readonly password: string;
  /** PEM. */
  readonly ca: string;
  readonly edits: "none" | "signature" | "between";
  readonly begin: string;
  readonly end: string;
  readonly redact: boolean;
  /** Id of a saved run; "" for none. */
  readonly baseline: string;
}

export const NO_MORE: More = {
  ...{ username: "", password: "", ca: "", edits: "none", begin: "", end: "", redact: false, baseline: "" },
};

/** @param isOwn else the smart host is built in, of which all is known but the baseline. */
export function settingsOf(more: More, isOwn: boolean): Partial<NewCheck> {
  const { username, password, ca, edits, begin, end, redact, baseline } = more;
  const compared = baseline === "" ? {} : { baseline };
  if (!isOwn) return compared;
  return {
    ...((username !== "" || password !== "") && { auth: { username, password } }),
    ...(ca.trim() !== "" && { ca }),
    ...(edits !== "none" && { edits: [edits === "signature" ? edits : `signature=${begin}…${end}`] }),
    ...(redact && { redact }),
    ...compared,
  };
}
