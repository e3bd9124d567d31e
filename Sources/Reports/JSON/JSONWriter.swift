import RouteModel

/// Writes JSON with keys in the order of the calls, as UTF-8 bytes.
///
/// Numbers are whole or decimals with at most two digits; there is no floating point. The caller keeps the structure
/// balanced: every `object` and `array` closes itself. Writing into memory that is there already allocates nothing, so
/// one writer serves a whole stream.
public struct JSONWriter: ~Copyable, Sendable {
  private var buffer = ByteBuffer()
  let indented: Bool
  private var depth = 0
  private var needsComma = false
  private var afterKey = false

  /// A writer; `indented` puts every member on a line of its own.
  public init(indented: Bool = false) { self.indented = indented }

  /// What is written so far.
  public var bytes: [UInt8] { buffer.withBytes { Array($0) } }

  /// What is written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// How many bytes are written.
  public var count: Int { buffer.count }

  /// What is written, without a copy.
  public borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    buffer.withBytes(body)
  }

  /// Hands out what is written, in place of `bytes`, whose memory it goes on with: nothing is copied.
  public mutating func exchange(with bytes: inout ByteBuffer) {
    bytes.removeAll()
    swap(&buffer, &bytes)
    needsComma = false
  }

  /// Ends a line of a stream of values.
  public mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    if indented { newLine() }
  }

  private mutating func newLine() {
    guard depth > 0 else { return }
    buffer.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { buffer.append("  ") }
  }

  private mutating func nested(_ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
    separate()
    buffer.append(open)
    depth += 1
    needsComma = false
    content(&self)
    depth -= 1
    if needsComma, indented {
      buffer.append(UInt8(ascii: "\n"))
      for _ in 0..<depth { buffer.append("  ") }
    }
    buffer.append(close)
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

  /// The key of the next value; a literal that needs no escapes.
  public mutating func key(_ name: StaticString) {
    if indented {
      separate()
    } else {
      if needsComma, !afterKey { buffer.append(UInt8(ascii: ",")) }
      afterKey = false
    }
    buffer.append(key: name)
    if indented { buffer.append(UInt8(ascii: " ")) }
    afterKey = true
    needsComma = true
  }

  /// The key of the next value.
  public mutating func key(named name: String) {
    separate()
    quoted(name)
    buffer.append(UInt8(ascii: ":"))
    if indented { buffer.append(UInt8(ascii: " ")) }
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
  public mutating func number(_ value: Int) {
    separate()
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    digits(value.magnitude)
    needsComma = true
  }

  /// A whole number, or `null`.
  public mutating func number(_ value: Int?) {
    if let value { number(value) } else { null() }
  }

  /// A decimal with at most two digits, none that are zero, or `null`.
  public mutating func points(_ value: Points?) {
    guard let hundredths = value?.hundredths else { return null() }
    separate()
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if hundredths < 0 { buffer.append(UInt8(ascii: "-")) }
    digits(whole)
    if rest > 0 {
      buffer.append(UInt8(ascii: "."))
      buffer.append(UInt8(ascii: "0") + UInt8(rest / 10))
      if rest % 10 > 0 { buffer.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
    }
    needsComma = true
  }

  /// A date as `2023-09-01`, in quotation marks.
  public mutating func date(_ date: CalendarDate) {
    let (year, month, day) = date.components
    guard (1000...9999).contains(year) else { return string(date.iso) }
    separate()
    buffer.append(UInt8(ascii: "\""))
    digits(year.magnitude)
    twoDigits(month)
    twoDigits(day)
    buffer.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// `true` or `false`.
  public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  /// `null`.
  public mutating func null() { literal("null") }

  /// Values or members written before, by a writer that is not indented.
  mutating func fragment(_ bytes: [UInt8], _ range: Range<Int>) {
    separate()
    bytes.withUnsafeBufferPointer { buffer.append(UnsafeBufferPointer(rebasing: $0[range])) }
    needsComma = true
  }

  private mutating func literal(_ text: StaticString) {
    separate()
    buffer.append(text)
    needsComma = true
  }

  private mutating func twoDigits(_ part: Int) {
    buffer.append(UInt8(ascii: "-"))
    buffer.append(UInt8(ascii: "0") + UInt8(part / 10))
    buffer.append(UInt8(ascii: "0") + UInt8(part % 10))
  }

  private mutating func digits(_ number: UInt) {
    if number >= 10 { digits(number / 10) }
    buffer.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func quoted(_ text: String) {
    buffer.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      while let found = ByteSearch.firstToEscape(utf8, from: start) {
        buffer.append(UnsafeBufferPointer(rebasing: utf8[start..<found]))
        escape(utf8[found])
        start = found + 1
      }
      buffer.append(UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): buffer.append("\\\"")
    case UInt8(ascii: "\\"): buffer.append("\\\\")
    case 0x0A: buffer.append("\\n")
    case 0x0D: buffer.append("\\r")
    case 0x09: buffer.append("\\t")
    default:
      buffer.append("\\u00")
      for digit in [byte >> 4, byte & 15] {
        buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}

extension JSONWriter {
  /// A member whose value `write` writes.
  public mutating func member(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
    key(name)
    write(&self)
  }

  /// A text member.
  public mutating func member(_ name: StaticString, _ text: String?) {
    key(name)
    string(text)
  }

  /// A whole-number member.
  public mutating func member(_ name: StaticString, _ value: Int?) {
    key(name)
    number(value)
  }

  /// A decimal member.
  public mutating func member(_ name: StaticString, _ value: Points?) {
    key(name)
    points(value)
  }

  /// A date member.
  public mutating func member(_ name: StaticString, _ date: CalendarDate) {
    key(name)
    self.date(date)
  }

  /// A yes/no member.
  public mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// An array member with `count` elements: `write` writes the one at an index.
  public mutating func member(_ name: StaticString, count: Int, _ write: (inout JSONWriter, Int) -> Void) {
    key(name)
    array { writer in
      for index in 0..<count { write(&writer, index) }
    }
  }

  /// An array member with one element per value.
  public mutating func member<Value>(
    _ name: StaticString, _ values: [Value], _ write: (inout JSONWriter, Value) -> Void
  ) {
    key(name)
    array { writer in
      // Looked at where they are: taking a value out of an array counts its references up and down.
      values.withUnsafeBufferPointer { values in
        for index in values.indices { write(&writer, values[index]) }
      }
    }
  }
}
