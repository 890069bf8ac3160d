// How much is free on a folder's disk.
import { statfsSync } from "node:fs";

/** Bytes that this user may still write. */
export function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
