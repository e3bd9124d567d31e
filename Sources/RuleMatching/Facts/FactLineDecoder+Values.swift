import RuleLanguage

extension FactLineDecoder {
  /// `{ key: value, … }` and the end of the line.
  mutating func object(
    _ scanner: inout FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) throws(FactMistake) -> Line {
    scanner.skipSpace()
    if scanner.position == scanner.end { return .blank }
    guard scanner.byte == UInt8(ascii: "{") else {
      throw FactMistake(kind: .notAnObject, offset: scanner.position, field: nil, found: "")
    }
    scanner.position &+= 1
    scanner.skipSpace()
    var id: Range<Int>?
    if scanner.byte == UInt8(ascii: "}") {
      scanner.position &+= 1
    } else {
      var previous = idKey
      while true {
        let key = try key(&scanner, after: previous)
        scanner.skipSpace()
        guard scanner.byte == UInt8(ascii: ":") else { throw scanner.expected(.colon) }
        scanner.position &+= 1
        scanner.skipSpace()
        if key == idKey {
          id = try identifier(&scanner)
        } else if key >= 0 {
          try value(of: key, &scanner, row)
        } else {
          try skipValue(&scanner, depth: 0)
        }
        if key >= 0 { previous = key }
        scanner.skipSpace()
        if scanner.byte == UInt8(ascii: ",") {
          scanner.position &+= 1
          scanner.skipSpace()
          continue
        }
        guard scanner.byte == UInt8(ascii: "}") else { throw scanner.expected(.commaOrBrace) }
        scanner.position &+= 1
        break
      }
    }
    scanner.skipSpace()
    guard scanner.position == scanner.end else { throw scanner.expected(.lineEnd) }
    return .profile(id: id)
  }

  /// Consumes a key; its number, or -1 for an unknown one.
  @inline(__always)
  private mutating func key(_ scanner: inout FactScanner, after previous: Int) throws(FactMistake) -> Int {
    let start = scanner.position
    let guess = successors[previous]
    let encoded = encodedKeys[guess]
    let raw = UnsafeRawPointer(scanner.bytes + start)
    var key = guess
    if encoded.length > 0, raw.loadUnaligned(as: UInt64.self) & encoded.firstMask == encoded.first,
      raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & encoded.secondMask == encoded.second
    {
      scanner.position = start &+ encoded.length
    } else {
      guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.expected(.key) }
      let text = try scanner.text()
      key = try number(of: text, in: keys, scanner)
      if key < 0 { return key }
      successors[previous] = key
    }
    if seen[key] == lineNumber {
      let name = key == idKey ? "id" : fields[key].name
      mistakes.append(FactMistake(kind: .repeatedKey, offset: start, field: nil, found: name))
    }
    seen[key] = lineNumber
    return key
  }

  /// The number of a string in a table.
  @inline(__always)
  private mutating func number(
    of text: FactScanner.Text, in table: NameTable, _ scanner: FactScanner
  ) throws(FactMistake) -> Int {
    if !text.hasEscapes {
      let found = table.find(scanner.bytes + text.start, text.length)
      if found < 0, !text.isASCII { try checkUTF8(text, scanner) }
      return found
    }
    try checkUTF8(text, scanner)
    unescape(text, scanner)
    let length = scratch.count
    scratch.append(contentsOf: repeatElement(0, count: 8))
    return scratch.withUnsafeBufferPointer { $0.baseAddress.map { table.find($0, length) } ?? -1 }
  }

  private func checkUTF8(_ text: FactScanner.Text, _ scanner: FactScanner) throws(FactMistake) {
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

  // MARK: Values

  private mutating func identifier(_ scanner: inout FactScanner) throws(FactMistake) -> Range<Int>? {
    let start = scanner.position
    if scanner.byte == UInt8(ascii: "\"") {
      let text = try scanner.text()
      try checkUTF8(text, scanner)
      return start..<scanner.position
    }
    if scanner.isDigit(scanner.byte) || scanner.byte == UInt8(ascii: "-") {
      _ = try scanner.number(decimals: 0)
      return start..<scanner.position
    }
    if scanner.accept("null") { return nil }
    try skipValue(&scanner, depth: 0)
    mistakes.append(FactMistake(kind: .badID, offset: start, field: nil, found: scanner.excerpt(from: start)))
    return nil
  }

  @inline(__always)
  private mutating func value(
    of field: Int, _ scanner: inout FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) throws(FactMistake) {
    let plan = plans[field]
    let start = scanner.position
    let byte = scanner.byte
    switch plan.kind {
    case .integer where scanner.isDigit(byte) || byte == UInt8(ascii: "-"):
      let number = try scanner.number(decimals: 0)
      if !number.isExact {
        report(.notWhole, field, start, scanner)
      } else {
        store(number.value, plan, field, start, scanner, row)
      }
    case .decimal where scanner.isDigit(byte) || byte == UInt8(ascii: "-"):
      store(try scanner.number(decimals: 2).value, plan, field, start, scanner, row)
    case .boolean where byte == UInt8(ascii: "t") && scanner.accept("true"): row[plan.position] = 1
    case .boolean where byte == UInt8(ascii: "f") && scanner.accept("false"): row[plan.position] = 0
    case .enumeration where byte == UInt8(ascii: "\""):
      let found = try number(of: try scanner.text(), in: values[field], scanner)
      if found < 0 { report(.unknownValue, field, start, scanner) }
      row[plan.position] = Int32(truncatingIfNeeded: found)
    case .date where byte == UInt8(ascii: "\""):
      let text = try scanner.text()
      guard let day = FactDate.dayNumber(scanner.bytes + text.start, text.length) else {
        report(.badDate, field, start, scanner)
        return
      }
      store(Int64(day), plan, field, start, scanner, row)
    case .set where byte == UInt8(ascii: "["): try members(field, plan, &scanner, row)
    default:
      if byte == UInt8(ascii: "n"), scanner.accept("null") { return }
      try skipValue(&scanner, depth: 0)
      report(.wrongType, field, start, scanner)
    }
  }

  @inline(__always)
  private mutating func store(
    _ value: Int64, _ plan: FieldPlan, _ field: Int, _ start: Int, _ scanner: FactScanner,
    _ row: UnsafeMutablePointer<Int32>
  ) {
    if value < plan.low || value > plan.high {
      report(.outOfDomain, field, start, scanner)
    } else {
      row[plan.position] = Int32(truncatingIfNeeded: value)
    }
  }

  private mutating func members(
    _ field: Int, _ plan: FieldPlan, _ scanner: inout FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) throws(FactMistake) {
    for index in 0..<plan.count { row[plan.position &+ index] = 0 }
    scanner.position &+= 1
    scanner.skipSpace()
    if scanner.byte == UInt8(ascii: "]") {
      scanner.position &+= 1
      return
    }
    while true {
      let start = scanner.position
      if scanner.byte == UInt8(ascii: "\"") {
        let found = try number(of: try scanner.text(), in: values[field], scanner)
        if found < 0 { report(.unknownValue, field, start, scanner) } else { row[plan.position &+ found] = 1 }
      } else {
        try skipValue(&scanner, depth: 1)
        report(.wrongType, field, start, scanner)
      }
      scanner.skipSpace()
      if scanner.byte == UInt8(ascii: "]") {
        scanner.position &+= 1
        return
      }
      guard scanner.byte == UInt8(ascii: ",") else { throw scanner.expected(.commaOrBracket) }
      scanner.position &+= 1
      scanner.skipSpace()
    }
  }

  private mutating func report(_ kind: FactMistake.Kind, _ field: Int, _ start: Int, _ scanner: FactScanner) {
    var found = scanner.excerpt(from: start)
    if kind == .unknownValue || kind == .badDate { found = String(found.drop { $0 == "\"" }) }
    if kind == .unknownValue || kind == .badDate, found.last == "\"" { found.removeLast() }
    mistakes.append(FactMistake(kind: kind, offset: start, field: field, found: found))
  }

  // MARK: What is passed over

  private static let deepest = 64

  /// Consumes any value, and sees to it that it is JSON.
  private mutating func skipValue(_ scanner: inout FactScanner, depth: Int) throws(FactMistake) {
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
