// Free space of the data folder's disk, looked at no more than once a second.
import { freeBytesOf } from "../../runtime/disk.ts";

export interface DiskSpace {
  /** Less is free than the setting minFreeDisk asks for. */
  isShort(): boolean;
}

export function watchDiskSpace(folder: string, minFreeBytes: () => number, freeBytes = freeBytesOf): DiskSpace {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let short = false;
  return {
    isShort() {
      const now = performance.now();
      if (now - lookedAt > 1000) {
        lookedAt = now;
        short = freeBytes(folder) < minFreeBytes();
      }
      return short;
    },
  };
}
