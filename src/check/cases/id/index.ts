import type { Case } from "../case.ts";
import { datesStay } from "./dates-stay.ts";
import { idsByCaseStayTwo } from "./ids-by-case-stay-two.ts";
import { messageIdsStay } from "./message-ids-stay.ts";
import { oddMessageIdsStay } from "./odd-message-ids-stay.ts";
import { referencesStay } from "./references-stay.ts";
import { reportIdsStay } from "./report-ids-stay.ts";
import { requestIdsStay } from "./request-ids-stay.ts";
import { threadIndexesStay } from "./thread-indexes-stay.ts";
import { threadTopicsStay } from "./thread-topics-stay.ts";

export const ID_CASES: readonly Case[] = [
  messageIdsStay,
  oddMessageIdsStay,
  requestIdsStay,
  threadTopicsStay,
  threadIndexesStay,
  datesStay,
  referencesStay,
  reportIdsStay,
  idsByCaseStayTwo,
];
