// Pages on the wire: `Prefer: odata.maxpagesize=500`; the next one is the same body posted to @odata.nextLink.
import { HttpError } from "../../http-error.ts";
import type { Invocation } from "./invocation.ts";

const PAGE_SIZE = 1000;
const LARGEST_PAGE = 5000;

export interface Page {
  readonly from: number;
  readonly size: number;
  /** Whether the client knows of pages. */
  readonly isAskedFor: boolean;
  /** When the first page was asked for, milliseconds UTC. */
  readonly asOf: number;
  /** Where the page behind this one is. */
  readonly next: string;
}

export function pageOf({ url, header }: Invocation, now: number): Page {
  const wanted = /odata\.maxpagesize\s*=\s*"?(\d{1,9})/i.exec(header("prefer") ?? "")?.[1];
  const size = Math.min(LARGEST_PAGE, Math.max(1, Number(wanted ?? PAGE_SIZE)));
  const token = url.searchParams.get("$skiptoken") ?? `0-${now}`;
  const [, from, asOf] = /^(\d{1,9})-(\d{1,15})$/.exec(token) ?? [];
  if (from === undefined || Number(asOf) > now) {
    throw new HttpError(400, "BadRequest", "$skiptoken is not one that this server gave.");
  }
  const next = new URL(url);
  next.searchParams.set("$skiptoken", `${Number(from) + size}-${asOf}`);
  return {
    from: Number(from),
    size,
    isAskedFor: wanted !== undefined,
    asOf: Number(asOf),
    next: next.href.replaceAll("%24", "$"),
  };
}

/** For a client that doesn't know of pages. */
export function pageWarning({ isAskedFor, size }: Page): string[] {
  if (isAskedFor) return [];
  return [
    `The result is truncated: this answer holds ${size} objects at most. POST the same body to @odata.nextLink for more, or ask for pages with the header Prefer: odata.maxpagesize=${size}.`,
  ];
}
