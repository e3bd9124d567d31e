/// What is passed over.
extension FactLineDecoder {
  private static let deepest = 64

  /// Where a value ends; sees to it that it is JSON.
  mutating func endOfValue(_ start: FactScanner, depth: Int) throws(FactMistake) -> Int {
    var scanner = start
    try skipValue(&scanner, depth: depth)
    return scanner.position
  }

  /// Consumes any value, and sees to it that it is JSON.
  mutating func skipValue(_ scanner: inout FactScanner, depth: Int) throws(FactMistake) {
    if depth > Self.deepest {
      throw FactMistake(kind: .tooDeep, offset: scanner.position, field: nil, found: "")
    }
    switch scanner.byte {
    case UInt8(ascii: "\""):
      let text = try scanner.text()
      try checkUTF8(text, scanner)
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipContainer(&scanner, depth: depth)
    case UInt8(ascii: "-"), 0x30...0x39: _ = try scanner.number(decimals: 0)
    default:
      if !scanner.accept("true") && !scanner.accept("false") && !scanner.accept("null") {
        throw scanner.expected(.value)
      }
    }
  }

  private mutating func skipContainer(_ scanner: inout FactScanner, depth: Int) throws(FactMistake) {
    let isObject = scanner.byte == UInt8(ascii: "{")
    let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    scanner.position += 1
    scanner.skipSpace()
    if scanner.byte == close {
      scanner.position += 1
      return
    }
    while true {
      if isObject {
        guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.expected(.key) }
        try skipValue(&scanner, depth: depth + 1)
        scanner.skipSpace()
        guard scanner.byte == UInt8(ascii: ":") else { throw scanner.expected(.colon) }
        scanner.position += 1
        scanner.skipSpace()
      }
      try skipValue(&scanner, depth: depth + 1)
      scanner.skipSpace()
      let byte = scanner.byte
      guard byte == UInt8(ascii: ",") || byte == close else {
        throw scanner.expected(isObject ? .commaOrBrace : .commaOrBracket)
      }
      scanner.position += 1
      if byte == close { return }
      scanner.skipSpace()
    }
  }
}
