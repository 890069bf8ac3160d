// What is looked at stands in the address, so that it can be sent to somebody: ?event=16&tab=message&view=headers
import { useLocation } from "preact-iso";
import { address } from "../api/http.ts";

const NAMES = ["event", "leg", "tab", "view", "form", "show", "step"] as const;
export type Choice = { readonly [N in (typeof NAMES)[number]]?: string | undefined };

export interface Chooser {
  readonly choice: Choice;
  /** What is named changes, the rest stays; it replaces the entry of the browser's history. */
  readonly choose: (change: Choice) => void;
  readonly hrefOf: (change: Choice) => string;
}

export function useChoice(): Chooser {
  const { path, query, route } = useLocation();
  const choice: Choice = Object.fromEntries(NAMES.map((name) => [name, query[name]]));
  const hrefOf = (change: Choice) => address(path, { ...choice, ...change });
  return { choice, hrefOf, choose: (change) => route(hrefOf(change), true) };
}
