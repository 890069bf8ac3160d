import type { Case } from "../case.ts";
import { failuresAreReported } from "./failures-are-reported.ts";
import { outsideRecipientsAreToldApart } from "./outside-recipients-are-told-apart.ts";
import { reportLinksOpen } from "./report-links-open.ts";
import { reportSaysRecalled } from "./report-says-recalled.ts";
import { reportsAreNotEdited } from "./reports-are-not-edited.ts";
import { reportsArrive } from "./reports-arrive.ts";
import { reportsComeBackOnce } from "./reports-come-back-once.ts";
import { reportsKeepTheirFace } from "./reports-keep-their-face.ts";

export const REPORT_CASES: readonly Case[] = [
  reportSaysRecalled,
  reportsArrive,
  reportsComeBackOnce,
  reportsAreNotEdited,
  reportLinksOpen,
  outsideRecipientsAreToldApart,
  failuresAreReported,
  reportsKeepTheirFace,
];
