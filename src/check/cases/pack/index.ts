import type { Case } from "../case.ts";
import { anEmptyTextWithAFilePasses } from "./an-empty-text-with-a-file-passes.ts";
import { automaticRepliesPass } from "./automatic-replies-pass.ts";
import { cancellationsPass } from "./cancellations-pass.ts";
import { deepPartsPass } from "./deep-parts-pass.ts";
import { eightBitMailPasses } from "./eight-bit-mail-passes.ts";
import { encryptedMailPasses } from "./encrypted-mail-passes.ts";
import { invitationsPass } from "./invitations-pass.ts";
import { journalReportsPass } from "./journal-reports-pass.ts";
import { labelledMailPasses } from "./labelled-mail-passes.ts";
import { manyPartsPass } from "./many-parts-pass.ts";
import { newslettersPass } from "./newsletters-pass.ts";
import { nonDeliveryReportsPass } from "./non-delivery-reports-pass.ts";
import { opaqueSignedMailPasses } from "./opaque-signed-mail-passes.ts";
import { pgpMailPasses } from "./pgp-mail-passes.ts";
import { readReceiptsPass } from "./read-receipts-pass.ts";
import { repliesToInvitationsPass } from "./replies-to-invitations-pass.ts";
import { richTextFilesPass } from "./rich-text-files-pass.ts";
import { rightsManagedMailPasses } from "./rights-managed-mail-passes.ts";
import { voiceMailPasses } from "./voice-mail-passes.ts";

export const PACK_CASES: readonly Case[] = [
  invitationsPass,
  cancellationsPass,
  repliesToInvitationsPass,
  readReceiptsPass,
  automaticRepliesPass,
  nonDeliveryReportsPass,
  opaqueSignedMailPasses,
  encryptedMailPasses,
  pgpMailPasses,
  rightsManagedMailPasses,
  labelledMailPasses,
  voiceMailPasses,
  richTextFilesPass,
  anEmptyTextWithAFilePasses,
  newslettersPass,
  journalReportsPass,
  eightBitMailPasses,
  manyPartsPass,
  deepPartsPass,
];
