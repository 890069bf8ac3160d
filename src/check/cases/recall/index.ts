import type { Case } from "../case.ts";
import { classicOutlookRecalls } from "./classic-outlook-recalls.ts";
import { newClientsRecall } from "./new-clients-recall.ts";
import { recallOf2023 } from "./recall-of-2023.ts";
import { recallOf2024 } from "./recall-of-2024.ts";
import { recallWithBoth } from "./recall-with-both.ts";
import { recallWithExemption } from "./recall-with-exemption.ts";
import { recallWithRichText } from "./recall-with-rich-text.ts";
import { reportOf2023SaysOutside } from "./report-of-2023-says-outside.ts";

export const RECALL_CASES: readonly Case[] = [
  newClientsRecall,
  classicOutlookRecalls,
  recallWithRichText,
  recallWithExemption,
  recallWithBoth,
  recallOf2024,
  recallOf2023,
  reportOf2023SaysOutside,
];
