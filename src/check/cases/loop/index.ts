import type { Case } from "../case.ts";
import { fewHopsAreAdded } from "./few-hops-are-added.ts";
import { loopHeaderComesBack } from "./loop-header-comes-back.ts";
import { loopHeaderComesBackOnRecalls } from "./loop-header-comes-back-on-recalls.ts";
import { mailComesBackOnce } from "./mail-comes-back-once.ts";
import { mailGoesRoundOnce } from "./mail-goes-round-once.ts";
import { mailIsAttributed } from "./mail-is-attributed.ts";
import { receivedFieldsStay } from "./received-fields-stay.ts";

export const LOOP_CASES: readonly Case[] = [
  loopHeaderComesBack,
  loopHeaderComesBackOnRecalls,
  mailGoesRoundOnce,
  mailComesBackOnce,
  mailIsAttributed,
  receivedFieldsStay,
  fewHopsAreAdded,
];
