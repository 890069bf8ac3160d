// Actions of encryption and classification: kept, shown and in the trace; nothing is done to the message.
import type { RuleAction } from "./rule-action.ts";

const keptOnly = (parameter: string): RuleAction<unknown> => ({
  parameter,
  apply: () => ({ effect: "nothing was done: the sandbox keeps and shows this action only" }),
});

export const applyClassification = keptOnly("ApplyClassification");
export const applyOME = keptOnly("ApplyOME");
export const removeOME = keptOnly("RemoveOME");
export const removeOMEv2 = keptOnly("RemoveOMEv2");
export const removeRMSAttachmentEncryption = keptOnly("RemoveRMSAttachmentEncryption");
export const applyRightsProtectionTemplate = keptOnly("ApplyRightsProtectionTemplate");
export const applyRightsProtectionCustomizationTemplate = keptOnly("ApplyRightsProtectionCustomizationTemplate");
