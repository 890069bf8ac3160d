// Parts whose text nobody may change: a signature would break, or there is none to be read.

/** As the end of a sentence; undefined where nothing protects it. RFC 1847, RFC 8551 §3.2 */
export function protectionOf(
  mediaType: string,
): "it is signed" | "it is signed or encrypted" | "it is encrypted" | undefined {
  switch (mediaType) {
    case "multipart/signed":
    case "application/pkcs7-signature":
    case "application/x-pkcs7-signature":
      return "it is signed";
    case "application/pkcs7-mime":
    case "application/x-pkcs7-mime":
      return "it is signed or encrypted";
    case "multipart/encrypted":
    case "application/pgp-encrypted":
    case "application/x-microsoft-rpmsg-message":
      return "it is encrypted";
    default:
      return undefined;
  }
}
