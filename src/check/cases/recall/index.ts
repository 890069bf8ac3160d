import type { Case } from "../case.ts";
import { blindCopiesAreRecalled } from "./blind-copies-are-recalled.ts";
import { classicOutlookRecalls } from "./classic-outlook-recalls.ts";
import { editedMailIsRecalled } from "./edited-mail-is-recalled.ts";
import { generationsRecallEachOther } from "./generations-recall-each-other.ts";
import { localizedRequestsWork } from "./localized-requests-work.ts";
import { mailWithFilesIsRecalled } from "./mail-with-files-is-recalled.ts";
import { manyRecipientsAreRecalled } from "./many-recipients-are-recalled.ts";
import { newClientsRecall } from "./new-clients-recall.ts";
import { otherMailStays } from "./other-mail-stays.ts";
import { readCopiesAreRecalled } from "./read-copies-are-recalled.ts";
import { recallOf2023 } from "./recall-of-2023.ts";
import { recallOf2024 } from "./recall-of-2024.ts";
import { recallWithBoth } from "./recall-with-both.ts";
import { recallWithExemption } from "./recall-with-exemption.ts";
import { recallWithRichText } from "./recall-with-rich-text.ts";
import { replacementsArrive } from "./replacements-arrive.ts";
import { reportOf2023SaysOutside } from "./report-of-2023-says-outside.ts";
import { secondRecallsChangeNothing } from "./second-recalls-change-nothing.ts";
import { signedMailIsRecalled } from "./signed-mail-is-recalled.ts";

export const RECALL_CASES: readonly Case[] = [
  newClientsRecall,
  classicOutlookRecalls,
  recallWithRichText,
  recallWithExemption,
  recallWithBoth,
  recallOf2024,
  recallOf2023,
  reportOf2023SaysOutside,
  readCopiesAreRecalled,
  manyRecipientsAreRecalled,
  secondRecallsChangeNothing,
  localizedRequestsWork,
  mailWithFilesIsRecalled,
  blindCopiesAreRecalled,
  generationsRecallEachOther,
  signedMailIsRecalled,
  editedMailIsRecalled,
  replacementsArrive,
  otherMailStays,
];
