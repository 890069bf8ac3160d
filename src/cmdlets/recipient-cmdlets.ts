// The cmdlets of recipients, by noun.
import type { Cmdlet } from "./cmdlet.ts";
import {
  getDistributionGroup,
  getDynamicDistributionGroup,
  getUnifiedGroup,
  newDistributionGroup,
  removeDistributionGroup,
  setDistributionGroup,
} from "./distribution-group.ts";
import {
  addDistributionGroupMember,
  getDistributionGroupMember,
  getDynamicDistributionGroupMember,
  removeDistributionGroupMember,
  updateDistributionGroupMember,
} from "./distribution-group-member.ts";
import {
  disableInboxRule,
  enableInboxRule,
  getInboxRule,
  newInboxRule,
  removeInboxRule,
  setInboxRule,
} from "./inbox-rule.ts";
import { MAIL_CONTACT_CMDLETS, MAIL_USER_CMDLETS } from "./mail-contact.ts";
import { getMailbox } from "./mailbox.ts";
import { MAILBOX_CONFIGURATION_CMDLETS } from "./mailbox-configuration.ts";
import { newMailbox } from "./new-mailbox.ts";
import { PERMISSION_CMDLETS } from "./permissions.ts";
import { getRecipient } from "./recipient.ts";
import { removeMailbox } from "./remove-mailbox.ts";
import { setMailbox } from "./set-mailbox.ts";
import { getContact, getUser, setContact, setUser } from "./user.ts";

export const RECIPIENT_CMDLETS: readonly Cmdlet[] = [
  getContact,
  setContact,
  getDistributionGroup,
  newDistributionGroup,
  removeDistributionGroup,
  setDistributionGroup,
  addDistributionGroupMember,
  getDistributionGroupMember,
  removeDistributionGroupMember,
  updateDistributionGroupMember,
  getDynamicDistributionGroup,
  getDynamicDistributionGroupMember,
  disableInboxRule,
  enableInboxRule,
  getInboxRule,
  newInboxRule,
  removeInboxRule,
  setInboxRule,
  getMailbox,
  newMailbox,
  removeMailbox,
  setMailbox,
  ...MAILBOX_CONFIGURATION_CMDLETS,
  ...PERMISSION_CMDLETS,
  ...MAIL_CONTACT_CMDLETS,
  ...MAIL_USER_CMDLETS,
  getRecipient,
  getUnifiedGroup,
  getUser,
  setUser,
];
