// Get- and Set-TransportConfig: settings of the whole tenant's transport.
import { isAddress } from "../organization/address.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Organization, TransportConfig } from "../organization/organization.ts";
import { formatDuration } from "../organization/units.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { directoryProperties } from "./directory-object.ts";
import { declared, showAccepted, withEdits } from "./field-parameters.ts";
import { formatTimeSpan } from "./time-span.ts";
import { TRANSPORT_CONFIG_PARAMETERS as PARAMETERS } from "./transport-config-parameters.ts";

const NAME = "Transport Settings";

export const getTransportConfig = defineCmdlet({
  name: "Get-TransportConfig",
  synopsis: "Shows settings of mail flow for the whole organization.",
  parameters: {},
  async run(_, services) {
    const { transportConfig } = services.configurations.latest();
    return {
      objects: [
        {
          ...directoryProperties(
            { kind: "transport config", name: NAME, objectClass: "msExchTransportSettings" },
            services,
          ),
          JournalingReportNdrTo: transportConfig.journalingReportNdrTo ?? null,
          MessageExpiration: formatTimeSpan(transportConfig.expirationMs),
          ...showAccepted(PARAMETERS, transportConfig),
        },
      ],
    };
  },
});

export const setTransportConfig = defineCmdlet({
  name: "Set-TransportConfig",
  synopsis: "Changes settings of mail flow for the whole organization.",
  parameters: {
    ...declared(PARAMETERS),
    Force: { type: "switch", sentence: "Asks nothing." },
    ...CONFIRMATION,
  },
  async run(given, services) {
    return changeOrganization(
      {
        cmdlet: "Set-TransportConfig",
        given,
        whatIf: `Setting the transport configuration of "${services.configurations.latest().name}".`,
        object: NAME,
        edit(organization): Organization {
          const before = organization.transportConfig;
          const edits = withEdits(PARAMETERS, before, given);
          const after: TransportConfig = { ...before, ...edits };
          const { JournalingReportNdrTo: ndrTo } = given as { JournalingReportNdrTo?: string | null };
          if (ndrTo === undefined) return checked(organization, after);
          // "<>" was the way to say nobody.
          const address = ndrTo === null || ndrTo === "<>" ? null : ndrTo.trim().toLowerCase();
          return checked(organization, { ...after, journalingReportNdrTo: address });
        },
      },
      services,
    );
  },
});

/** What the file's checks ask too. */
function checked(organization: Organization, transportConfig: TransportConfig): Organization {
  const { expirationMs, delayNotificationMs, journalingReportNdrTo: ndrTo } = transportConfig;
  if (delayNotificationMs > expirationMs) {
    throw argumentError(
      `MessageExpiration: must not be less than transport.delayNotification, which is ${formatDuration(delayNotificationMs)}`,
    );
  }
  if (ndrTo !== null && ndrTo !== undefined) {
    if (!isAddress(ndrTo))
      throw argumentError(`JournalingReportNdrTo: must be one address such as ndr@fabrikam.com, not '${ndrTo}'`);
    const { findMailbox, findGroup, findContact, acceptedDomainOf } = directoryOf(organization);
    const isKnown = [findMailbox, findGroup, findContact].some((find) => find(ndrTo) !== undefined);
    if (acceptedDomainOf(ndrTo) && !isKnown)
      throw argumentError(`JournalingReportNdrTo: '${ndrTo}' is no mailbox, group or contact here`);
  }
  return { ...organization, transportConfig };
}
