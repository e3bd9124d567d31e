import RuleLanguage

extension FactLineDecoder {
  /// `{ key: value, … }` and the end of the line.
  mutating func object(
    _ start: FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) throws(FactMistake) -> Line {
    var scanner = start
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
      // The start of a line, as far as guessing goes.
      var previous = idKey + 1
      while true {
        let key = try key(&scanner, after: previous)
        if key == idKey {
          (id, scanner.position) = try identifier(scanner)
        } else if key >= 0 {
          scanner.position = try value(of: key, scanner, row)
        } else {
          scanner.position = try endOfValue(scanner, depth: 0)
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

  /// The bytes of an identifier, and where it ends.
  private mutating func identifier(_ first: FactScanner) throws(FactMistake) -> (id: Range<Int>?, end: Int) {
    var scanner = first
    let start = scanner.position
    if scanner.byte == UInt8(ascii: "\"") {
      let text = try scanner.text()
      if !text.isASCII { try checkUTF8(text, scanner) }
      return (start..<scanner.position, scanner.position)
    }
    if scanner.isDigit(scanner.byte) || scanner.byte == UInt8(ascii: "-") {
      _ = try scanner.number(decimals: 0)
      return (start..<scanner.position, scanner.position)
    }
    if scanner.accept("null") { return (nil, scanner.position) }
    let end = try endOfValue(scanner, depth: 0)
    mistakes.append(FactMistake(kind: .badID, offset: start, field: nil, found: scanner.excerpt(from: start)))
    return (nil, end)
  }

  /// Reads the value of a field into the row, or reports it; where it ends.
  private mutating func value(
    of field: Int, _ first: FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) throws(FactMistake) -> Int {
    let plan = plans.start + field
    var scanner = first
    let start = scanner.position
    let byte = scanner.byte
    switch plan.pointee.kind {
    case .integer where scanner.isDigit(byte) || byte == UInt8(ascii: "-"):
      let number = try scanner.number(decimals: 0)
      if number.isExact {
        store(number.value, field, start, scanner, row)
      } else {
        report(.notWhole, field, scanner, start)
      }
    case .decimal where scanner.isDigit(byte) || byte == UInt8(ascii: "-"):
      store(try scanner.number(decimals: 2).value, field, start, scanner, row)
    case .boolean where byte == UInt8(ascii: "t") && scanner.accept("true"): row[plan.pointee.position] = 1
    case .boolean where byte == UInt8(ascii: "f") && scanner.accept("false"): row[plan.pointee.position] = 0
    case .enumeration where byte == UInt8(ascii: "\""):
      let found = try number(of: try scanner.text(), in: field, scanner)
      if found < 0 { report(.unknownValue, field, scanner, start) }
      row[plan.pointee.position] = Int32(truncatingIfNeeded: found)
    case .date where byte == UInt8(ascii: "\""):
      let text = try scanner.text()
      if let day = FactDate.dayNumber(scanner.bytes + text.start, text.length) {
        store(Int64(day), field, start, scanner, row)
      } else {
        report(.badDate, field, scanner, start)
      }
    case .set where byte == UInt8(ascii: "["): return try members(field, scanner, row)
    default:
      if byte == UInt8(ascii: "n"), scanner.accept("null") { return scanner.position }
      let end = try endOfValue(scanner, depth: 0)
      report(.wrongType, field, scanner, start)
      return end
    }
    return scanner.position
  }

  @inline(__always)
  private mutating func store(
    _ value: Int64, _ field: Int, _ start: Int, _ scanner: FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) {
    let plan = plans.start + field
    if value < plan.pointee.low || value > plan.pointee.high {
      report(.outOfDomain, field, scanner, start)
    } else {
      row[plan.pointee.position] = Int32(truncatingIfNeeded: value)
    }
  }

  /// Reads the members of a set; where the list ends.
  private mutating func members(
    _ field: Int, _ first: FactScanner, _ row: UnsafeMutablePointer<Int32>
  ) throws(FactMistake) -> Int {
    var scanner = first
    let members = row + plans.start[field].position
    for index in 0..<plans.start[field].count { members[index] = 0 }
    scanner.position &+= 1
    scanner.skipSpace()
    if scanner.byte == UInt8(ascii: "]") { return scanner.position &+ 1 }
    while true {
      let start = scanner.position
      if scanner.byte == UInt8(ascii: "\"") {
        let found = try number(of: try scanner.text(), in: field, scanner)
        if found < 0 { report(.unknownValue, field, scanner, start) } else { members[found] = 1 }
      } else {
        scanner.position = try endOfValue(scanner, depth: 1)
        report(.wrongType, field, scanner, start)
      }
      scanner.skipSpace()
      if scanner.byte == UInt8(ascii: "]") { return scanner.position &+ 1 }
      guard scanner.byte == UInt8(ascii: ",") else { throw scanner.expected(.commaOrBracket) }
      scanner.position &+= 1
      scanner.skipSpace()
    }
  }

  private mutating func report(_ kind: FactMistake.Kind, _ field: Int, _ scanner: FactScanner, _ start: Int) {
    var found = scanner.excerpt(from: start)
    if kind == .unknownValue || kind == .badDate { found = String(found.drop { $0 == "\"" }) }
    if kind == .unknownValue || kind == .badDate, found.last == "\"" { found.removeLast() }
    mistakes.append(FactMistake(kind: kind, offset: start, field: field, found: found))
  }
}
