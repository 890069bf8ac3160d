import type { Case } from "../case.ts";
import { confirmationMarksStay } from "./confirmation-marks-stay.ts";
import { crossPremisesFieldsStay } from "./cross-premises-fields-stay.ts";
import { crossTenantFieldsStay } from "./cross-tenant-fields-stay.ts";
import { fieldsComeOnce } from "./fields-come-once.ts";
import { loopHeaderIsThere } from "./loop-header-is-there.ts";
import { marksOfNewClientsStay } from "./marks-of-new-clients-stay.ts";
import { marksOfOutlookStay } from "./marks-of-outlook-stay.ts";
import { namesKeepTheirCase } from "./names-keep-their-case.ts";
import { sourcesOfReportsStay } from "./sources-of-reports-stay.ts";
import { trafficTypesStay } from "./traffic-types-stay.ts";
import { transportRecallFieldsStay } from "./transport-recall-fields-stay.ts";
import { wishesOfSendersStay } from "./wishes-of-senders-stay.ts";

export const HDR_CASES: readonly Case[] = [
  marksOfNewClientsStay,
  marksOfOutlookStay,
  confirmationMarksStay,
  transportRecallFieldsStay,
  crossTenantFieldsStay,
  sourcesOfReportsStay,
  crossPremisesFieldsStay,
  loopHeaderIsThere,
  trafficTypesStay,
  wishesOfSendersStay,
  fieldsComeOnce,
  namesKeepTheirCase,
];
