import RouteModel

/// Writes JSON with keys in the order of the calls, as UTF-8 bytes.
///
/// Numbers are whole or decimals with at most two digits; there is no floating point. The caller keeps the structure
/// balanced: every `object` and `array` closes itself.
public struct JSONWriter: Sendable {
  /// What is written so far.
  public private(set) var bytes: [UInt8] = []
  private let indented: Bool
  private var depth = 0
  private var needsComma = false
  private var afterKey = false

  /// A writer; `indented` puts every member on a line of its own.
  public init(indented: Bool = false) { self.indented = indented }

  /// What is written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets what is written and keeps the memory, for the next line of a stream.
  public mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    newLine()
  }

  private mutating func newLine() {
    guard indented, depth > 0 else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(contentsOf: "  ".utf8) }
  }

  private mutating func nested(_ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    depth += 1
    needsComma = false
    content(&self)
    depth -= 1
    if needsComma, indented {
      bytes.append(UInt8(ascii: "\n"))
      for _ in 0..<depth { bytes.append(contentsOf: "  ".utf8) }
    }
    bytes.append(close)
    needsComma = true
  }

  /// An object; `content` writes its members.
  public mutating func object(_ content: (inout JSONWriter) -> Void) {
    nested(UInt8(ascii: "{"), UInt8(ascii: "}"), content)
  }

  /// An array; `content` writes its elements.
  public mutating func array(_ content: (inout JSONWriter) -> Void) {
    nested(UInt8(ascii: "["), UInt8(ascii: "]"), content)
  }

  /// The key of the next value.
  public mutating func key(_ name: String) {
    separate()
    quoted(name)
    bytes.append(UInt8(ascii: ":"))
    if indented { bytes.append(UInt8(ascii: " ")) }
    afterKey = true
    needsComma = true
  }

  /// A text.
  public mutating func string(_ text: String) {
    separate()
    quoted(text)
    needsComma = true
  }

  /// A text, or `null`.
  public mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// A whole number.
  public mutating func number(_ value: Int) { literal(String(value)) }

  /// A whole number, or `null`.
  public mutating func number(_ value: Int?) {
    if let value { number(value) } else { null() }
  }

  /// A decimal with at most two digits, or `null`.
  public mutating func points(_ value: Points?) {
    if let value { literal(value.text()) } else { null() }
  }

  /// `true` or `false`.
  public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// `null`.
  public mutating func null() { literal("null") }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONWriter {
  /// A member whose value `write` writes.
  public mutating func member(_ name: String, _ write: (inout JSONWriter) -> Void) {
    key(name)
    write(&self)
  }

  /// A text member.
  public mutating func member(_ name: String, _ text: String?) {
    key(name)
    string(text)
  }

  /// A whole-number member.
  public mutating func member(_ name: String, _ value: Int?) {
    key(name)
    number(value)
  }

  /// A decimal member.
  public mutating func member(_ name: String, _ value: Points?) {
    key(name)
    points(value)
  }

  /// A yes/no member.
  public mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// An array member with one element per value.
  public mutating func member<Value>(
    _ name: String, _ values: [Value], _ write: (inout JSONWriter, Value) -> Void
  ) {
    key(name)
    array { writer in
      for value in values { write(&writer, value) }
    }
  }
}
