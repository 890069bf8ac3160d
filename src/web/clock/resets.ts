// How often this page has reset the sandbox: what the other sections show is asked for anew then.
import { signal } from "@preact/signals";

export const resets = signal(0);
