/** The tenant tries again after a minute; virtual milliseconds. */
export const RETRY_MS = 70_000;
