/// A place in a line, and the smallest pieces of JSON. The line feed at `end` stops every loop.
///
/// Whoever reads on changes its own scanner, and hands copies to what is called rarely: so the place stays in a register.
struct FactScanner {
  let bytes: UnsafePointer<UInt8>
  let end: Int
  var position = 0

  init(bytes: UnsafePointer<UInt8>, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  @inline(__always) var byte: UInt8 { bytes[position] }

  /// A string between quotation marks: its content, and whether it has escapes.
  struct Text {
    var start: Int
    var length: Int
    var hasEscapes: Bool
    var isASCII: Bool
  }

  @inline(__always)
  mutating func skipSpace() {
    while byte <= 0x20, byte == 0x20 || byte == 0x09 || byte == 0x0D { position &+= 1 }
  }

  /// Consumes a string whose opening quotation mark stands here.
  @inline(__always)
  mutating func text() throws(FactMistake) -> Text {
    position &+= 1
    let start = position
    var hasEscapes = false
    var high: UInt64 = 0
    while true {
      let word = UInt64(littleEndian: UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self))
      let special = Self.zeros(word ^ Self.each(0x22)) | Self.zeros(word ^ Self.each(0x5C)) | Self.controls(word)
      if special == 0 {
        high |= word
        position &+= 8
        continue
      }
      let length = special.trailingZeroBitCount &>> 3
      high |= word & ((1 &<< UInt64(length &* 8)) &- 1)
      position &+= length
      if byte == UInt8(ascii: "\"") { break }
      guard byte == UInt8(ascii: "\\") else { throw expected(.stringEnd) }
      hasEscapes = true
      position = try endOfEscape(position)
    }
    position &+= 1
    let isASCII = high & Self.each(0x80) == 0
    return Text(start: start, length: position &- 1 &- start, hasEscapes: hasEscapes, isASCII: isASCII)
  }

  /// Eight times the same byte.
  @inline(__always) private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The high bits of the bytes that are zero; up to the lowest of them, and so the lowest is right.
  @inline(__always) private static func zeros(_ word: UInt64) -> UInt64 { (word &- each(1)) & ~word & each(0x80) }

  /// The same for bytes below 0x20.
  @inline(__always) private static func controls(_ word: UInt64) -> UInt64 { (word &- each(0x20)) & ~word & each(0x80) }

  /// Where an escape ends: `\n`, `\u00e9`.
  private func endOfEscape(_ start: Int) throws(FactMistake) -> Int {
    var rest = self
    rest.position = start + 1
    switch rest.byte {
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        rest.position += 1
        guard Self.hexValue(rest.byte) != nil else { throw rest.expected(.escape) }
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      break
    default: throw rest.expected(.escape)
    }
    return rest.position + 1
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// A number times 10^`decimals`, rounded half away from zero.
  struct Number {
    var value: Int64
    /// Whether nothing was rounded.
    var isExact: Bool
  }

  /// Numbers beyond this are outside of every domain.
  static let huge: Int64 = 1 << 40

  /// The most digits that are read without looking whether the number grows huge.
  private static let plainDigits = 15

  /// Consumes a number.
  @inline(__always)
  mutating func number(decimals: Int) throws(FactMistake) -> Number {
    let start = position
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    guard isDigit(byte) else { throw expected(.digit) }
    let first = position
    // Unsigned, because it may wrap around: then there are too many digits, and they are read again.
    var value: UInt64 = 0
    while isDigit(byte) {
      value = value &* 10 &+ UInt64(byte &- 0x30)
      position &+= 1
    }
    let digits = position &- first
    // No digit follows a leading zero.
    if digits > 1, bytes[first] == UInt8(ascii: "0") { position = first &+ 1 }
    var kept = 0
    if byte == UInt8(ascii: "."), decimals > 0, position &- first == digits {
      while kept < decimals, isDigit(bytes[position &+ 1 &+ kept]) {
        value = value &* 10 &+ UInt64(bytes[position &+ 1 &+ kept] &- 0x30)
        kept &+= 1
      }
      if kept > 0 { position &+= 1 &+ kept }
    }
    // A point after all, an exponent, further digits, or too many of them: read everything again, slowly.
    if digits > Self.plainDigits || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
      || (kept > 0 && isDigit(byte)) || position &- first < digits
    {
      position = start
      let (number, end) = try anyNumber(decimals: decimals)
      position = end
      return number
    }
    while kept < decimals {
      value = value &* 10
      kept &+= 1
    }
    let magnitude = min(Self.huge, Int64(truncatingIfNeeded: value))
    return Number(value: isNegative ? -magnitude : magnitude, isExact: true)
  }

  /// A number of any length and form, and where it ends.
  private func anyNumber(decimals: Int) throws(FactMistake) -> (Number, end: Int) {
    var rest = self
    return (try rest.slowNumber(decimals: decimals), rest.position)
  }

  private mutating func slowNumber(decimals: Int) throws(FactMistake) -> Number {
    let start = position
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    guard isDigit(byte) else { throw expected(.digit) }
    var value: Int64 = 0
    if byte == UInt8(ascii: "0") {
      position &+= 1
    } else {
      while isDigit(byte) {
        value = min(Self.huge, value &* 10 &+ Int64(byte &- 0x30))
        position &+= 1
      }
    }
    var kept = 0
    var roundsUp = false
    var isExact = true
    if byte == UInt8(ascii: ".") {
      position &+= 1
      guard isDigit(byte) else { throw expected(.digit) }
      var index = 0
      while isDigit(byte) {
        let digit = Int64(byte &- 0x30)
        if kept < decimals {
          value = min(Self.huge, value &* 10 &+ digit)
          kept &+= 1
        } else {
          if index == decimals { roundsUp = digit >= 5 }
          if digit != 0 { isExact = false }
        }
        index &+= 1
        position &+= 1
      }
    }
    if byte | 0x20 == UInt8(ascii: "e") { return try numberWithExponent(from: start, decimals: decimals) }
    while kept < decimals {
      value = min(Self.huge, value &* 10)
      kept &+= 1
    }
    if roundsUp { value &+= 1 }
    return Number(value: isNegative ? -value : value, isExact: isExact)
  }

  /// The number that starts at `start`, read digit by digit by its place in the number's decimal expansion.
  private mutating func numberWithExponent(from start: Int, decimals: Int) throws(FactMistake) -> Number {
    let mantissaEnd = position
    position += 1
    let isNegativeExponent = byte == UInt8(ascii: "-")
    if isNegativeExponent || byte == UInt8(ascii: "+") { position += 1 }
    guard isDigit(byte) else { throw expected(.digit) }
    var exponent = 0
    while isDigit(byte) {
      exponent = min(100_000_000, exponent * 10 + Int(byte - 0x30))
      position += 1
    }
    let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    var integerDigits = 0
    while isDigit(bytes[first + integerDigits]) { integerDigits += 1 }
    // How many digits of the mantissa stand before the last kept one.
    let kept = integerDigits + (isNegativeExponent ? -exponent : exponent) + decimals
    var value: Int64 = 0
    var index = 0
    var isExact = true
    var roundsUp = false
    for offset in first..<mantissaEnd where isDigit(bytes[offset]) {
      let digit = Int64(bytes[offset] - 0x30)
      if index < kept {
        value = min(Self.huge, value * 10 + digit)
      } else {
        if index == kept { roundsUp = digit >= 5 }
        if digit != 0 { isExact = false }
      }
      index += 1
    }
    while index < kept, value > 0, value < Self.huge {
      value = min(Self.huge, value * 10)
      index += 1
    }
    if roundsUp { value += 1 }
    return Number(value: bytes[start] == UInt8(ascii: "-") ? -value : value, isExact: isExact)
  }

  @inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Consumes a word such as `null` if it stands here.
  @inline(__always)
  mutating func accept(_ word: StaticString) -> Bool {
    let (text, length) = (word.utf8Start, word.utf8CodeUnitCount)
    for index in 0..<length where bytes[position &+ index] != text[index] { return false }
    position &+= length
    return true
  }

  /// A mistake at this place.
  func expected(_ piece: FactMistake.Piece) -> FactMistake {
    FactMistake(kind: .expected(piece), offset: position, field: nil, found: excerpt(from: position))
  }

  /// What stands at `start`: a string, number or word, at most 40 characters of it; empty at the end of the line.
  func excerpt(from start: Int) -> String {
    var stop = start
    if start < end, bytes[start] == UInt8(ascii: "\"") {
      stop += 1
      while stop < end, bytes[stop] != UInt8(ascii: "\"") { stop += bytes[stop] == UInt8(ascii: "\\") ? 2 : 1 }
      stop = min(end, stop + 1)
    } else {
      while stop < end, ![0x20, 0x09, 0x0D, 0x2C, 0x7D, 0x5D, 0x3A].contains(bytes[stop]) { stop += 1 }
      if stop == start, start < end { stop += 1 }
    }
    let text = String(decoding: UnsafeBufferPointer(start: bytes + start, count: stop - start), as: UTF8.self)
    return text.count > 40 ? text.prefix(40) + "…" : text
  }
}
