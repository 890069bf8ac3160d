// Signed and encrypted mail whose signatures are valid: made once with OpenSSL and GnuPG over these very bytes, with keys
// that were thrown away. Nothing here is checked against a key; whatever changes a byte of what was signed is seen.
import { lines } from "./compose.ts";

/** As it was signed: header fields, a blank line, text. RFC 8551 §3.1 */
export const SMIME_SIGNED_PART = lines(
  "Content-Type: text/plain; charset=us-ascii",
  "Content-Transfer-Encoding: 7bit",
  "",
  "The contract is attached to nothing: what is signed is this text.",
  "",
  "Alice  ",
  "",
  "-- ",
  "Contoso Ltd.",
);

/** RFC 3156 §5: blanks at line ends and From at the beginning of lines are encoded. */
export const PGP_SIGNED_PART = lines(
  "Content-Type: text/plain; charset=us-ascii",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "The contract is attached to nothing: what is signed is this text.",
  "",
  "=46rom now on it holds=2E=",
  " Alice",
  "",
  "--=20",
  "Contoso Ltd.",
);

export const PGP_SIGNATURE = lines(
  "-----BEGIN PGP SIGNATURE-----",
  "",
  "iHUEABYIAB0WIQR1984+Ys7XZs1nRFA4L13Sb2tXawUCawidRgAKCRA4L13Sb2tX",
  "a+qjAQC9SircAjV6TKbwZo4aIOD5bZ1LZkjxJyOAmDaUkkCmlQD+PaJNVg6XGdRt",
  "EJrl0+WkEQCQs4Yt+iS19AzoYhFqZwU=",
  "=2SH9",
  "-----END PGP SIGNATURE-----",
);

export const PGP_MESSAGE = lines(
  "-----BEGIN PGP MESSAGE-----",
  "",
  "hF4Dg3RAY53Byw8SAQdAxx3QOYP32owYAALOTHxGCER2HZArbtyQ1Fd1IBsNuQ0w",
  "t8KVmD8IUzjCN4bjp5CU6z7p4GpXn8M5Rv0+/uKAenxAcNFy2wPSpkvklQImze4I",
  "0sAqAVGBW7g6+lWnqJPI6FJpcPaoAJzNPeVUqyXL+5YbWcKtjlGoLO+yZmcFxDE6",
  "WxidPVxC32FznqIux4kBDFiNVPaEzqknzrqcGHcxGFU+1tkmn4jNCr/oXYMM6/fN",
  "zgMzQJpevZIMwBJM7j+0286ujJRpNPxRETACrSHpZaflYqOK5ckd8i9tUil2CFoi",
  "Btmz8ZDMRVF2R0e5JJu8O7t5ODohfb5NP741HqOS5c1B/FCfQM3qG6kIEszo+ZSN",
  "iDN97EbOghid5j+QDxJ8HCNbIKhRtbVMNQF9keAXOhJSwoiIY105VaJNtsVT",
  "=VfyV",
  "-----END PGP MESSAGE-----",
);

/** CMS SignedData over SMIME_SIGNED_PART, detached. */
export const SMIME_SIGNATURE = fromBase64(`
  MIIDRAYJKoZIhvcNAQcCoIIDNTCCAzECAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcBoIIB6TCCAeUwggGMoAMCAQICFAYJaODi
  a5zh/nvsPeJRnRNri5qpMAoGCCqGSM49BAMCMDIxDjAMBgNVBAMMBUFsaWNlMSAwHgYJKoZIhvcNAQkBFhFhbGljZUBjb250b3NvLmNv
  bTAgFw0yNjExMjYyMDQxMDlaGA8yMTI2MTEwMjIwNDEwOVowMjEOMAwGA1UEAwwFQWxpY2UxIDAeBgkqhkiG9w0BCQEWEWFsaWNlQGNv
  bnRvc28uY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAHa86SXBY8vN9V7EejwcXswl4HLkO8uhf6PhRpODtEIjj2nd1BM+Ufc+
  yeLk0LptwxMS3NEqHnWgJ73DUYk6Q6N+MHwwHQYDVR0OBBYEFP8HmGk21pKtTZBqpVVaXuYjdfEkMB8GA1UdIwQYMBaAFP8HmGk21pKt
  TZBqpVVaXuYjdfEkMA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4ERYWxpY2VAY29udG9zby5jb20wCwYDVR0PBAQDAgeAMAoGCCqG
  SM49BAMCA0cAMEQCICjJm49NGsaCQ/q+1fqdMnT9i66NH+LJOxfStlQAtFy+AiAVtAGon7gQiAsq+P7KVANccj6ngRMsGG7aX/RfwOXw
  AzGCASEwggEdAgEBMEowMjEOMAwGA1UEAwwFQWxpY2UxIDAeBgkqhkiG9w0BCQEWEWFsaWNlQGNvbnRvc28uY29tAhQGCWjg4muc4f57
  7D3iUZ0Ta4uaqTALBglghkgBZQMEAgGgaTAYBgkqhkiG9w0BCQMxCwYJKoZIhvcNAQcBMBwGCSqGSIb3DQEJBTEPFw0yNjExMjYyMDQx
  MDlaMC8GCSqGSIb3DQEJBDEiBCDW8ysUPHxyLgwp8pya17M1qsDN6YP1Sc2Tik2Jyga3JzAKBggqhkjOPQQDAgRIMEYCIQD8iFE+taLN
  qWVOdHutioip1/AjhxNKBB3eEX/lXXaZEwIhAI9KGJg790il+DtOPCR/QQ1a+fWpX+Nc1kahub3SYFW1
`);

/** CMS SignedData with SMIME_SIGNED_PART inside. */
export const SMIME_OPAQUE = fromBase64(`
  MIID/QYJKoZIhvcNAQcCoIID7jCCA+oCAQExDTALBglghkgBZQMEAgEwgcMGCSqGSIb3DQEHAaCBtQSBskNvbnRlbnQtVHlwZTogdGV4
  dC9wbGFpbjsgY2hhcnNldD11cy1hc2NpaQ0KQ29udGVudC1UcmFuc2Zlci1FbmNvZGluZzogN2JpdA0KDQpUaGUgY29udHJhY3QgaXMg
  YXR0YWNoZWQgdG8gbm90aGluZzogd2hhdCBpcyBzaWduZWQgaXMgdGhpcyB0ZXh0Lg0KDQpBbGljZSAgDQoNCi0tIA0KQ29udG9zbyBM
  dGQuDQqgggHpMIIB5TCCAYygAwIBAgIUBglo4OJrnOH+e+w94lGdE2uLmqkwCgYIKoZIzj0EAwIwMjEOMAwGA1UEAwwFQWxpY2UxIDAe
  BgkqhkiG9w0BCQEWEWFsaWNlQGNvbnRvc28uY29tMCAXDTI2MTEyNjIwNDEwOVoYDzIxMjYxMTAyMjA0MTA5WjAyMQ4wDAYDVQQDDAVB
  bGljZTEgMB4GCSqGSIb3DQEJARYRYWxpY2VAY29udG9zby5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQAdrzpJcFjy831XsR6
  PBxezCXgcuQ7y6F/o+FGk4O0QiOPad3UEz5R9z7J4uTQum3DExLc0SoedaAnvcNRiTpDo34wfDAdBgNVHQ4EFgQU/weYaTbWkq1NkGql
  VVpe5iN18SQwHwYDVR0jBBgwFoAU/weYaTbWkq1NkGqlVVpe5iN18SQwDwYDVR0TAQH/BAUwAwEB/zAcBgNVHREEFTATgRFhbGljZUBj
  b250b3NvLmNvbTALBgNVHQ8EBAMCB4AwCgYIKoZIzj0EAwIDRwAwRAIgKMmbj00axoJD+r7V+p0ydP2Lro0f4sk7F9K2VAC0XL4CIBW0
  AaifuBCICyr4/spUA1xyPqeBEywYbtpf9F/A5fADMYIBITCCAR0CAQEwSjAyMQ4wDAYDVQQDDAVBbGljZTEgMB4GCSqGSIb3DQEJARYR
  YWxpY2VAY29udG9zby5jb20CFAYJaODia5zh/nvsPeJRnRNri5qpMAsGCWCGSAFlAwQCAaBpMBgGCSqGSIb3DQEJAzELBgkqhkiG9w0B
  BwEwHAYJKoZIhvcNAQkFMQ8XDTI2MTEyNjIwNDEwOVowLwYJKoZIhvcNAQkEMSIEINbzKxQ8fHIuDCnynJrXszWqwM3pg/VJzZOKTYnK
  BrcnMAoGCCqGSM49BAMCBEgwRgIhANEuOoCICBLe7yME6IvNHlyKYpmikZ0W3EJjeqebdEgOAiEA4f//0uhxPeW6u5OzfCyN2MyKVwV+
  F3jilOB8Incu9Qo=
`);

/** CMS EnvelopedData. */
export const SMIME_ENVELOPED = fromBase64(`
  MIIB5gYJKoZIhvcNAQcDoIIB1zCCAdMCAQIxgd2hgdoCAQOgUaFPMAkGByqGSM49AgEDQgAEmQnFMsMdU8rfBj/LGmseblyur3LmAJ8m
  ZOkZDs/ntijKLi46zrFDtS5QW7EJqZnUpmqLNnNaxCT/Glni4jo1vDAYBgkrgQUQhkg/AAIwCwYJYIZIAWUDBAEFMGgwZjBKMDIxDjAM
  BgNVBAMMBUFsaWNlMSAwHgYJKoZIhvcNAQkBFhFhbGljZUBjb250b3NvLmNvbQIUBglo4OJrnOH+e+w94lGdE2uLmqkEGEQT/IMUdw1v
  Fh+dc7lT7FDAv2M97kxfTzCB7QYJKoZIhvcNAQcBMB0GCWCGSAFlAwQBAgQQeyKdleNaKRcbXOz70SsBG4CBwL6Z6YYHsiH2U7ksIdsL
  DTAHSYyv3OlJKXcjioG6Zg/vuSQDNz8tLrd1xnxC/rOWqsMU2Cf78/6mv/8Y9/v47XrOJ/yABIR8CeZnPBp1pXMhyDRay4a/xtxNQASY
  CU+VKjhxIJpSVuNbdmpPb5d5vJn1j6QHQGTX7fpQjqL2cztaJeXSu5CjPOsNLsBXHRdAVcc9LONgF9l3k2TYa309gbFMw1+EI/3+qWB4
  10GBp1O3MgUlc6ZMOwAPwgHNzORIFQ==
`);

function fromBase64(text: string): Buffer {
  return Buffer.from(text, "base64");
}
