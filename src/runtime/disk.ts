// How much is free on a folder's disk.
import { statfsSync } from "node:fs";

/** Bytes that this user may still write; none where the folder is gone. */
export function freeBytesOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
