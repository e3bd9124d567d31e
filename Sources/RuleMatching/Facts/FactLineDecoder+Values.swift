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
    let plan = plans.start[field]
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
      let found = try number(of: try scanner.text(), in: field, scanner)
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
    _ value: Int64, _ plan: KeyPlan, _ field: Int, _ start: Int, _ scanner: FactScanner,
    _ row: UnsafeMutablePointer<Int32>
  ) {
    if value < plan.low || value > plan.high {
      report(.outOfDomain, field, start, scanner)
    } else {
      row[plan.position] = Int32(truncatingIfNeeded: value)
    }
  }

  private mutating func members(
    _ field: Int, _ plan: KeyPlan, _ scanner: inout FactScanner, _ row: UnsafeMutablePointer<Int32>
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
        let found = try number(of: try scanner.text(), in: field, scanner)
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
}
