// Get-ManagementRoleAssignment: the caller is in Organization Management, so scripts that look before they act go on.
import { matchesWildcard } from "../organization/wildcard.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { directoryProperties } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";

const ASSIGNEE = "Organization Management";

/** Roles that the cmdlets of the sandbox take. */
const ROLES = [
  "Audit Logs",
  "Distribution Groups",
  "Federated Sharing",
  "Journaling",
  "Mail Recipient Creation",
  "Mail Recipients",
  "Mail Tips",
  "Message Tracking",
  "Organization Client Access",
  "Organization Configuration",
  "Organization Transport Settings",
  "Recipient Policies",
  "Remote and Accepted Domains",
  "Retention Management",
  "Role Management",
  "Security Admin",
  "Transport Hygiene",
  "Transport Rules",
  "View-Only Configuration",
  "View-Only Recipients",
];

export const getManagementRoleAssignment = defineCmdlet({
  name: "Get-ManagementRoleAssignment",
  synopsis: "Shows which roles administrators have.",
  parameters: {
    Identity: {
      type: "identity",
      dotNetType: "RoleAssignmentIdParameter",
      position: 1,
      pipeline: "both",
      sentence: "Name, such as Transport Rules-Organization Management; a star stands for any text.",
    },
    Role: { type: "string", pipeline: "value", sentence: "The role; a star stands for any text." },
    RoleAssignee: { type: "string", sentence: "The caller, or Organization Management." },
    RoleAssigneeType: { type: "string", priority: "accept", sentence: "Here all are RoleGroup." },
    Enabled: { type: "boolean", sentence: "All are." },
    Delegating: { type: "boolean", sentence: "None is." },
    GetEffectiveUsers: { type: "switch", sentence: "Shows the caller in the place of the role group." },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const isCallers =
      given.RoleAssignee === undefined ||
      [ASSIGNEE, services.caller].some((one) => one.toLowerCase() === given.RoleAssignee?.toLowerCase());
    if (!isCallers || given.Enabled === false || given.Delegating === true) return { objects: [] };
    const found = findByIdentity(ROLES, given.Identity, (role) => [`${role}-${ASSIGNEE}`], organization);
    const wanted = found.filter((role) => given.Role === undefined || matchesWildcard(role, given.Role));
    return { objects: wanted.map((role) => show(role, given.GetEffectiveUsers === true, services)) };
  },
});

function show(role: string, isEffective: boolean, services: CmdletServices): CmdletObject {
  return {
    ...directoryProperties(
      { kind: "role assignment", name: `${role}-${ASSIGNEE}`, objectClass: "msExchRoleAssignment" },
      services,
    ),
    Role: role,
    RoleAssignee: ASSIGNEE,
    RoleAssigneeName: ASSIGNEE,
    RoleAssigneeType: "RoleGroup",
    RoleAssignmentDelegationType: "Regular",
    AssignmentMethod: "Direct",
    EffectiveUserName: isEffective ? services.caller : "All Group Members",
    Enabled: true,
    RecipientReadScope: "Organization",
    ConfigReadScope: "OrganizationConfig",
    RecipientWriteScope: "Organization",
    ConfigWriteScope: "OrganizationConfig",
  };
}
