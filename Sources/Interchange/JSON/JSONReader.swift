import RouteModel

/// Reads JSON (RFC 8259) value by value from bytes that are valid UTF-8.
///
/// Depth and the number of values of one reading are limited, so that a hostile text can't exhaust the stack or the
/// memory. A name that stands twice in an object is a mistake: which of the two is meant can't be known. Line breaks only
/// stand between tokens, so the line is counted there. O(length).
struct JSONReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  /// The line of `position`, from 1.
  private(set) var line = 1
  private var lineStart: Int
  private var values = 0

  /// The deepest nesting.
  static let deepest = 64
  /// The most values of one reading.
  static let mostValues = 4_000_000

  /// A reader of a text after its byte order mark.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
  }

  /// The next byte that is no white space; nil at the end.
  mutating func next() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
      default: return byte
      }
    }
    return nil
  }

  /// Takes a mark such as `[` if it is the next token.
  mutating func take(_ mark: UInt8) -> Bool {
    guard next() == mark else { return false }
    position += 1
    return true
  }

  /// Reads a value with a fresh count.
  mutating func value() throws(JSONMistake) -> JSONValue {
    values = 0
    return try value(depth: 0)
  }

  private mutating func value(depth: Int) throws(JSONMistake) -> JSONValue {
    guard let byte = next() else { throw mistake(.expected("значение", "a value")) }
    values += 1
    if values > Self.mostValues { throw mistake(.tooMany) }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    default:
      for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
      where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return value
      }
      throw mistake(.expected("значение", "a value"))
    }
  }

  private mutating func object(depth: Int) throws(JSONMistake) -> JSONValue {
    if depth > Self.deepest { throw mistake(.tooDeep) }
    position += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      guard next() == UInt8(ascii: "\"") else {
        throw mistake(.expected("имя в кавычках", "a name in quotation marks"))
      }
      let start = position
      let name = try string()
      if !names.insert(name).inserted {
        position = start
        throw mistake(.repeatedName(name))
      }
      guard take(UInt8(ascii: ":")) else { throw mistake(.expected("«:»", "«:»")) }
      members.append(JSONValue.Member(name, try value(depth: depth)))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw mistake(.expected("«,» или «}»", "«,» or «}»")) }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONMistake) -> JSONValue {
    if depth > Self.deepest { throw mistake(.tooDeep) }
    position += 1
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat { elements.append(try value(depth: depth)) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw mistake(.expected("«,» или «]»", "«,» or «]»")) }
    return .array(elements)
  }

  private mutating func number() throws(JSONMistake) -> String {
    let start = position
    switch bytes.withUnsafeBufferPointer({ JSONNumber.find($0, from: start) }) {
    case .number(let end):
      position = end
      return String(decoding: bytes[start..<end], as: UTF8.self)
    case .digitMissing(let place):
      position = place
      throw mistake(.expected("цифра", "a digit"))
    case .nothing: throw mistake(.expected("число", "a number"))
    }
  }

  private mutating func string() throws(JSONMistake) -> String {
    position += 1
    var content: [UInt8] = []
    var start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        content += bytes[start..<position]
        position += 1
        return String(decoding: content, as: UTF8.self)
      }
      if byte < 0x20 { throw mistake(.controlCharacter) }
      guard byte == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      content += bytes[start..<position]
      content += String(Character(try escape())).utf8
      start = position
    }
    throw mistake(.expected("закрывающая кавычка", "a closing quotation mark"))
  }

  private mutating func escape() throws(JSONMistake) -> Unicode.Scalar {
    position += 1
    guard position < bytes.count else { throw mistake(.badEscape) }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw mistake(.badEscape)
    }
  }

  /// A `\u` escape, or the two that make a character beyond the first 65,536.
  private mutating func unicodeEscape() throws(JSONMistake) -> Unicode.Scalar {
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, bytes[position...].starts(with: [0x5C, UInt8(ascii: "u")]) else { throw mistake(.badEscape) }
    position += 2
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw mistake(.badEscape) }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONMistake) -> UInt32 {
    guard position + 4 <= bytes.count else { throw mistake(.badEscape) }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw mistake(.badEscape) }
    position += 4
    return value
  }

  /// A mistake at this place.
  func mistake(_ kind: JSONMistake.Kind) -> JSONMistake {
    let found = position < bytes.count ? excerpt() : nil
    let end = min(position, bytes.count)
    // Far along in a line, bytes are counted instead of characters: a line may be a hundred megabytes long.
    let column =
      end - lineStart > 1 << 16
      ? end - lineStart : String(decoding: bytes[min(lineStart, end)..<end], as: UTF8.self).count
    return JSONMistake(kind: kind, line: line, column: column + 1, found: found)
  }

  private func excerpt() -> String {
    var end = position
    while end < bytes.count, end - position < 40, bytes[end] >= 0x20 { end += 1 }
    while end < bytes.count, end > position, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    if end == position { return "U+00" + (bytes[position] < 16 ? "0" : "") + String(bytes[position], radix: 16) }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }
}
