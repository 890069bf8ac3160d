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
import { MAIL_CONTACT_CMDLETS, MAIL_USER_CMDLETS } from "./mail-contact.ts";
import { getMailbox } from "./mailbox.ts";
import { newMailbox } from "./new-mailbox.ts";
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
  getMailbox,
  newMailbox,
  removeMailbox,
  setMailbox,
  ...MAIL_CONTACT_CMDLETS,
  ...MAIL_USER_CMDLETS,
  getRecipient,
  getUnifiedGroup,
  getUser,
  setUser,
];
