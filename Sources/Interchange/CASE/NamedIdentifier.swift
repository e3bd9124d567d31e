import RouteModel

/// Identifiers made from names, so that the same catalog gives the same package on every machine and at every time.
///
/// They are name-based UUIDs as RFC 9562 lays out version 5, with one difference: the digest is the first 16 bytes of
/// SHA-256 instead of SHA-1. Digested are the sixteen bytes of the namespace (`NameSpace_URL` of the RFC) and then the
/// name in UTF-8. The version's four bits say 5, because CASE's own pattern of identifiers admits only 1 to 5.
enum NamedIdentifier {
  private static let namespace: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]

  /// The identifier of a name: lower-case hexadecimal with hyphens.
  static func of(_ name: String) -> String {
    var digits = Array(SHA256.hash(namespace + Array(name.utf8)).prefix(32))
    digits[12] = "5"
    // The two bits of the variant are 10.
    digits[16] = Array("89ab")[(digits[16].hexDigitValue ?? 0) & 3]
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }
}
