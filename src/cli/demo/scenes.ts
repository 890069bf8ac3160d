// The scenes in the order of the demo.
import type { Scene } from "./scene.ts";
import { direct } from "./scenes/direct.ts";
import { dropsLoopHeader } from "./scenes/drops-loop-header.ts";
import { exemptionByMarker, exemptionByRule } from "./scenes/exemption.ts";
import { externalRecipient } from "./scenes/external-recipient.ts";
import {
  outlookAlways,
  outlookAlwaysExempted,
  outlookByDefault,
  outlookExempted,
  outlookToday,
} from "./scenes/outlook.ts";
import { readNotAllowed } from "./scenes/read-not-allowed.ts";
import { requestFirst } from "./scenes/request-first.ts";
import { rewritesMessageId } from "./scenes/rewrites-message-id.ts";
import { signature } from "./scenes/signature.ts";
import { stripsExchangeHeaders } from "./scenes/strips-exchange-headers.ts";

export const SCENES: readonly Scene[] = [
  direct,
  signature,
  rewritesMessageId,
  stripsExchangeHeaders,
  exemptionByRule,
  exemptionByMarker,
  dropsLoopHeader,
  externalRecipient,
  readNotAllowed,
  requestFirst,
  outlookByDefault,
  outlookAlways,
  outlookAlwaysExempted,
  outlookExempted,
  outlookToday,
];
