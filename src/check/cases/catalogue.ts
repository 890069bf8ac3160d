// All cases, in the order of their groups and ids.
import type { Group } from "../run.ts";
import type { Case } from "./case.ts";
import { HDR_CASES } from "./hdr/index.ts";
import { ID_CASES } from "./id/index.ts";
import { LOOP_CASES } from "./loop/index.ts";
import { MIME_CASES } from "./mime/index.ts";
import { ORDER_CASES } from "./order/index.ts";
import { PACK_CASES } from "./pack/index.ts";
import { RECALL_CASES } from "./recall/index.ts";
import { REPORT_CASES } from "./report/index.ts";
import { TNEF_CASES } from "./tnef/index.ts";
import { WIRE_CASES } from "./wire/index.ts";

export const CASES: readonly Case[] = [
  ...WIRE_CASES,
  ...MIME_CASES,
  ...TNEF_CASES,
  ...ID_CASES,
  ...HDR_CASES,
  ...RECALL_CASES,
  ...REPORT_CASES,
  ...ORDER_CASES,
  ...LOOP_CASES,
  ...PACK_CASES,
];

export const groupOf = ({ id }: Pick<Case, "id">): Group => id.slice(0, id.indexOf("-")) as Group;
