// The request's address as its client wrote it: links in answers must lead back the same way.
import type { Context } from "hono";

/** Behind a proxy that ends TLS the scheme is https: some clients of Graph follow no other link. */
export function publicUrl(c: Context): URL {
  const url = new URL(c.req.url);
  if (c.req.header("x-forwarded-proto")?.trim().toLowerCase() === "https") url.protocol = "https:";
  return url;
}
