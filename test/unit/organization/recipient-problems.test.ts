// What is wrong with recipients, and who may send to them: each problem with what would be right.
import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { ConfigurationError } from "../../../src/organization/problems.ts";

function problemsOf(parts: object): string[] {
  try {
    loadConfiguration({
      mailboxes: [{ address: "alice@contoso.com", aliases: ["al@contoso.com"] }, { address: "bob@contoso.com" }],
      contacts: [{ address: "frank@fabrikam.com" }],
      ...parts,
    });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const group = (fields: object) => ({ groups: [{ address: "team@contoso.com", ...fields }] });

test.each<[name: string, parts: object, problem: string]>([
  [
    "a forward to oneself by an alias",
    { mailboxes: [{ address: "a@contoso.com", aliases: ["b@contoso.com"], forwardingAddress: "b@contoso.com" }] },
    "mailboxes.0.forwardingAddress: must not be the mailbox itself",
  ],
  [
    "an unknown sender who may send",
    group({ acceptMessagesOnlyFromSendersOrMembers: ["alize@contoso.com"] }),
    "groups.0.acceptMessagesOnlyFromSendersOrMembers.0: `alize@contoso.com` is no mailbox, group or contact here; did you mean `alice@contoso.com`?",
  ],
  [
    "a sender outside who is refused",
    group({ rejectMessagesFromSendersOrMembers: ["someone@nowhere.example"] }),
    "groups.0.rejectMessagesFromSendersOrMembers.0: `someone@nowhere.example` is no mailbox, group or contact here; a sender outside needs an entry in contacts",
  ],
  [
    "an unknown manager",
    { contacts: [{ address: "frank@fabrikam.com", attributes: { manager: "alicia@contoso.com" } }] },
    "contacts.0.attributes.manager: `alicia@contoso.com` is no mailbox, group or contact here; did you mean `alice@contoso.com`?",
  ],
  [
    "moderation without a moderator",
    group({ moderationEnabled: true }),
    "groups.0.moderationEnabled: needs moderatedBy: somebody must approve what is sent",
  ],
  [
    "a group as moderator",
    {
      groups: [
        { address: "team@contoso.com", moderationEnabled: true, moderatedBy: ["boss@contoso.com"] },
        { address: "boss@contoso.com" },
      ],
    },
    "groups.0.moderatedBy.0: `boss@contoso.com` is no mailbox or contact here, but a group",
  ],
  [
    "full access for nobody",
    { mailboxes: [{ address: "sales@contoso.com", type: "Shared", fullAccess: ["frank@fabrikam.com"] }] },
    "mailboxes.0.fullAccess.0: `frank@fabrikam.com` is no mailbox or group here, but a contact",
  ],
  [
    "a dynamic group with members",
    group({ type: "Dynamic", recipientFilter: "Department -eq 'Sales'", members: ["bob@contoso.com"] }),
    "groups.0.members: must be empty: the members of a Dynamic group are those whom recipientFilter takes",
  ],
  [
    "a dynamic group without a filter",
    group({ type: "Dynamic" }),
    "groups.0: must have recipientFilter, such as \"Department -eq 'Sales'\": it is a Dynamic group",
  ],
  [
    "a filter that can't be read",
    group({ type: "Dynamic", recipientFilter: "Department equals Sales" }),
    "groups.0.recipientFilter: can't be read at character 12; write it like (Department -eq 'Sales') -and (City -like 'S*')",
  ],
  [
    "a filter by what nobody has",
    group({ type: "Dynamic", recipientFilter: "Departmnt -eq 'Sales'" }),
    "groups.0.recipientFilter: names `Departmnt`, which is no property that can be asked for; did you mean Department?",
  ],
  [
    "a filter of a group with members",
    group({ recipientFilter: "Department -eq 'Sales'" }),
    "groups.0.recipientFilter: is used with type Dynamic only: this group has members",
  ],
  [
    "a subscriber who is no member",
    group({ type: "Microsoft365", members: ["bob@contoso.com"], subscribers: ["al@contoso.com"] }),
    "groups.0.subscribers.0: `al@contoso.com` is no member of the group: only members subscribe",
  ],
  [
    "subscribers of another kind of group",
    group({ members: ["bob@contoso.com"], subscribers: ["bob@contoso.com"] }),
    "groups.0.subscribers: is used with type Microsoft365 only",
  ],
  [
    "a group in a Microsoft 365 group",
    {
      groups: [
        { address: "team@contoso.com", type: "Microsoft365", members: ["all@contoso.com"] },
        { address: "all@contoso.com" },
      ],
    },
    "groups.0.members.0: `all@contoso.com` is no mailbox or contact here, but a group",
  ],
  [
    "an alias of a group that is taken",
    group({ aliases: ["al@contoso.com"] }),
    "groups.0.aliases.0: `al@contoso.com` is taken by mailboxes.0.aliases.0 already",
  ],
  [
    "an alias of a group elsewhere",
    group({ aliases: ["team@fabrikam.com"] }),
    "groups.0.aliases.0: `team@fabrikam.com` is in no accepted domain (contoso.com)",
  ],
])("%s", (_name, parts, problem) => {
  expect(problemsOf(parts)).toEqual([problem]);
});

test("groups in a circle, of nobody, and moderated by their owners are right", () => {
  expect(
    problemsOf({
      groups: [
        { address: "one@contoso.com", members: ["two@contoso.com"] },
        { address: "two@contoso.com", members: ["one@contoso.com"] },
        { address: "nobody@contoso.com" },
        { address: "owned@contoso.com", moderationEnabled: true, managedBy: ["alice@contoso.com"] },
      ],
    }),
  ).toEqual([]);
});
