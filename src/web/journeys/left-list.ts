// Where the list of journeys was left: a journey leads back to the same search.
import { address } from "../api/http.ts";

let search = "";

export function leaveList(left: string): void {
  search = left;
}

/** "/?q=to%3Acarol" */
export const leftList = (): string => address("/", { q: search });
