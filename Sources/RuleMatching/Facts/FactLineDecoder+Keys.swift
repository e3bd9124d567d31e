/// Keys and names.
extension FactLineDecoder {
  /// Consumes a key, its colon and the space around it; its number, or -1 for an unknown one.
  @inline(__always)
  mutating func key(_ scanner: inout FactScanner, after previous: Int) throws(FactMistake) -> Int {
    let start = scanner.position
    let raw = UnsafeRawPointer(scanner.bytes + start)
    let (first, second) = (
      raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    )
    var guess = successors[previous]
    // Now and then a key is left out: then it is the one after, or the one after that.
    for _ in 0..<3 {
      let plan = plans.start + guess
      if first & plan.pointee.firstMask == plan.pointee.first, second & plan.pointee.secondMask == plan.pointee.second,
        plan.pointee.length > 0
      {
        scanner.position = start &+ plan.pointee.length
        note(guess, start)
        scanner.skipSpace()
        return guess
      }
      guess = successors[guess]
    }
    let (key, end) = try anyKey(scanner, after: previous)
    scanner.position = end
    return key
  }

  /// The same for a key that was not guessed, or has space before its colon; and where it ends.
  private mutating func anyKey(
    _ start: FactScanner, after previous: Int
  ) throws(FactMistake) -> (key: Int, end: Int) {
    var scanner = start
    guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.expected(.key) }
    let text = try scanner.text()
    let key = try number(of: text, in: fields.count, scanner)
    if key >= 0 {
      successors[previous] = key
      note(key, start.position)
    } else if lineNumber <= Self.searchedLines {
      noteUnknown(text, scanner)
    }
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: ":") else { throw scanner.expected(.colon) }
    scanner.position &+= 1
    scanner.skipSpace()
    return (key, scanner.position)
  }

  /// Notes that a key stands in this line, and a mistake when it does for the second time.
  @inline(__always)
  private mutating func note(_ key: Int, _ start: Int) {
    if key < 64 {
      let bit = 1 &<< UInt64(truncatingIfNeeded: key)
      if seen & bit != 0 { noteRepeated(key, start) }
      seen |= bit
    } else {
      if lastSeen[key] == lineNumber { noteRepeated(key, start) }
      lastSeen[key] = lineNumber
    }
  }

  private mutating func noteRepeated(_ key: Int, _ start: Int) {
    let name = key == idKey ? "id" : fields[key].name
    mistakes.append(FactMistake(kind: .repeatedKey, offset: start, field: nil, found: name))
  }

  /// Notes a key that names no field.
  private mutating func noteUnknown(_ text: FactScanner.Text, _ scanner: FactScanner) {
    guard unknownKeys.count < Self.keptKeys else { return }
    let name = String(
      decoding: UnsafeBufferPointer(start: scanner.bytes + text.start, count: text.length), as: UTF8.self)
    if !unknownKeys.contains(where: { $0.name == name }) { unknownKeys.append((name, lineNumber)) }
  }

  /// The number of a string in a table of names.
  @inline(__always)
  mutating func number(
    of text: FactScanner.Text, in table: Int, _ scanner: FactScanner
  ) throws(FactMistake) -> Int {
    if !text.hasEscapes {
      let found = names.find(scanner.bytes + text.start, text.length, in: table)
      if found < 0, !text.isASCII { try checkUTF8(text, scanner) }
      return found
    }
    return try numberUnescaped(of: text, in: table, scanner)
  }

  private mutating func numberUnescaped(
    of text: FactScanner.Text, in table: Int, _ scanner: FactScanner
  ) throws(FactMistake) -> Int {
    try checkUTF8(text, scanner)
    unescape(text, scanner)
    let length = scratch.count
    scratch.append(contentsOf: repeatElement(0, count: 8))
    return scratch.withUnsafeBufferPointer { $0.baseAddress.map { names.find($0, length, in: table) } ?? -1 }
  }

  func checkUTF8(_ text: FactScanner.Text, _ scanner: FactScanner) throws(FactMistake) {
    let bytes = UnsafeBufferPointer(start: scanner.bytes + text.start, count: text.length)
    if text.isASCII || String(validating: bytes, as: UTF8.self) != nil { return }
    throw FactMistake(kind: .notUTF8, offset: text.start, field: nil, found: "")
  }

  /// Writes the content of a string to `scratch`; lone surrogates become U+FFFD.
  private mutating func unescape(_ text: FactScanner.Text, _ scanner: FactScanner) {
    scratch.removeAll(keepingCapacity: true)
    var index = text.start
    let end = text.start + text.length
    func unit(_ at: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 << 4 | (FactScanner.hexValue(scanner.bytes[at + $1]) ?? 0) }
    }
    while index < end {
      let byte = scanner.bytes[index]
      guard byte == UInt8(ascii: "\\") else {
        scratch.append(byte)
        index += 1
        continue
      }
      let kind = scanner.bytes[index + 1]
      index += 2
      switch kind {
      case UInt8(ascii: "u"):
        var value = unit(index)
        index += 4
        if (0xD800...0xDBFF).contains(value), index + 6 <= end, scanner.bytes[index] == UInt8(ascii: "\\"),
          scanner.bytes[index + 1] == UInt8(ascii: "u"), (0xDC00...0xDFFF).contains(unit(index + 2))
        {
          value = 0x10000 + (value - 0xD800) << 10 + (unit(index + 2) - 0xDC00)
          index += 6
        }
        scratch += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      case UInt8(ascii: "b"): scratch.append(0x08)
      case UInt8(ascii: "f"): scratch.append(0x0C)
      case UInt8(ascii: "n"): scratch.append(0x0A)
      case UInt8(ascii: "r"): scratch.append(0x0D)
      case UInt8(ascii: "t"): scratch.append(0x09)
      default: scratch.append(kind)
      }
    }
  }
}
