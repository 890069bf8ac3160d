// Errors of the admin API, in the envelope that Exchange Online's clients take apart.
import type { Context } from "hono";
import type { HttpError } from "../../http-error.ts";

const ODATA_EXCEPTION = "Microsoft.Exchange.Admin.OData.Core.ODataServiceException";

/** `error.message` is "<error id>|<.NET type>|<text>" where a cmdlet failed. */
export function exchangeAdminError(c: Context, error: HttpError): Response {
  const message = "Error executing cmdlet";
  return c.json(
    {
      error: {
        code: error.code,
        message,
        details: [{ code: "Client", target: "", message: error.message }],
        // The service puts its stack here; this one keeps its own to its log.
        innererror: {
          message,
          type: ODATA_EXCEPTION,
          stacktrace: "",
          internalexception: { message: error.message, type: "", stacktrace: "" },
        },
      },
      "adminapi.warnings@odata.type": "#Collection(String)",
      "@adminapi.warnings": [],
    },
    error.status,
  );
}
