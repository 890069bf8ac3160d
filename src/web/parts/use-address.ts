// What stands in the address behind "?": a screen's choices, so that a link shows the same.
import { useLocation } from "preact-iso";
import { address } from "../api/http.ts";

type Choices = Readonly<Record<string, string | undefined>>;

/** What is undefined or empty leaves the address. The back button leaves the screen, not each choice. */
export function useAddress(): readonly [Choices, (changes: Choices) => void] {
  const { path, query, route } = useLocation();
  const change = (changes: Choices) => {
    // As it is now: somebody may have changed it since this was drawn.
    const known = Object.fromEntries(new URLSearchParams(location.search));
    route(address(path, { ...known, ...changes }), true);
  };
  return [query, change];
}
