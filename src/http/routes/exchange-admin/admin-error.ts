// Errors of the admin API, in the envelope that Exchange Online's clients take apart.
import type { Context } from "hono";
import type { HttpError } from "../../http-error.ts";

const ODATA_EXCEPTION = "Microsoft.Exchange.Admin.OData.Core.ODataServiceException";
const INVOKE_EXCEPTION = "Microsoft.Exchange.Management.PSDirectInvoke.DirectInvokeCmdletExecutionException";

export const CONTENT_TYPE =
  "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

export function exchangeAdminError(c: Context, error: HttpError): Response {
  return c.body(JSON.stringify(errorBody(error)), error.status, { "Content-Type": CONTENT_TYPE });
}

/** `error.message` is "<error id>|<.NET type>|<text>" where a cmdlet failed. */
export function errorBody(error: HttpError): Record<string, unknown> {
  const message = "Error executing cmdlet";
  return {
    error: {
      code: error.code,
      message,
      details: [{ code: "Client", target: "", message: error.message }],
      // The service puts its stack here; this one keeps its own to its log.
      innererror: {
        message,
        type: ODATA_EXCEPTION,
        stacktrace: "",
        internalexception: { message: error.message, type: INVOKE_EXCEPTION, stacktrace: "" },
      },
    },
    "adminapi.warnings@odata.type": "#Collection(String)",
    "@adminapi.warnings": [],
  };
}
