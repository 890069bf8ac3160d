// The cmdlets of recipients, by noun.
import type { Cmdlet } from "./cmdlet.ts";
import { getMailbox } from "./mailbox.ts";
import { newMailbox } from "./new-mailbox.ts";
import { removeMailbox } from "./remove-mailbox.ts";
import { setMailbox } from "./set-mailbox.ts";

export const RECIPIENT_CMDLETS: readonly Cmdlet[] = [getMailbox, newMailbox, removeMailbox, setMailbox];
