/// Finds rows and cells in delimited text as `CSVParser` does, in place and piece by piece.
///
/// What `CSVParser` would report, and what it would have to rewrite where that is not asked for, is "odd": the caller
/// then reads the table with it.
struct CSVRowScanner {
  /// What was found.
  enum Found {
    /// A row; `cells` holds it.
    case row
    /// The text ends within the row.
    case incomplete
    /// Something `CSVParser` has to look at.
    case odd
  }

  let delimiter: UInt8
  /// The cells of the row found last, trimmed.
  private(set) var cells: [Cell] = []
  /// How many line ends the row found last has, its own included.
  private(set) var lineCount = 0

  static let quote = UInt8(ascii: "\"")

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Whether every cell of the row is empty: such rows are left out.
  var isBlank: Bool { cells.allSatisfy(\.isEmpty) }

  /// Scans the row at `position` and moves behind it. `isLast` says that no text follows `bytes`; `decode` keeps the
  /// bytes of a quoted cell in which quotation marks are doubled, nil where they don't matter.
  mutating func next(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, isLast: Bool, decode: (([UInt8]) -> Cell)?
  ) -> Found {
    cells.removeAll(keepingCapacity: true)
    lineCount = 1
    var at = position
    while true {
      while at < bytes.count, bytes[at] == 0x20 { at += 1 }
      if at < bytes.count, bytes[at] == Self.quote {
        switch quoted(bytes, &at, decode) {
        case .row: break
        case .incomplete: return isLast ? .odd : .incomplete
        case .odd: return .odd
        }
      } else {
        let start = at
        at = Self.first(of: (delimiter, 0x0A, 0x0D), bytes, from: start)
        if at - start > CSVParser.longestCell { return .odd }
        cells.append(FormulaGuard.removed(Cell.trimmed(UnsafeBufferPointer(rebasing: bytes[start..<at]))))
      }
      guard at < bytes.count else {
        position = at
        return isLast ? .row : .incomplete
      }
      if bytes[at] == delimiter {
        at += 1
        if at == bytes.count, isLast { cells.append(.empty) }
        continue
      }
      if bytes[at] == 0x0D {
        if at + 1 == bytes.count, !isLast { return .incomplete }
        if at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
      }
      position = at + 1
      return .row
    }
  }

  private mutating func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ decode: (([UInt8]) -> Cell)?
  ) -> Found {
    at += 1
    let start = at
    var isDoubled = false
    while true {
      guard at < bytes.count else { return .incomplete }
      if bytes[at] == 0x0A { lineCount += 1 }
      if bytes[at] == Self.quote {
        guard at + 1 < bytes.count, bytes[at + 1] == Self.quote else { break }
        isDoubled = true
        at += 1
      }
      at += 1
      if at - start > CSVParser.longestCell { return .odd }
    }
    let inside = UnsafeBufferPointer(rebasing: bytes[start..<at])
    at += 1
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    if at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D { return .odd }
    if isDoubled, let decode {
      cells.append(FormulaGuard.removed(decode(Self.undoubled(inside))))
    } else {
      let cell = isDoubled ? Cell(start: inside.baseAddress, count: inside.count) : Cell.trimmed(inside)
      cells.append(FormulaGuard.removed(cell))
    }
    return .row
  }

  private static func undoubled(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      result.append(bytes[index])
      index += bytes[index] == quote ? 2 : 1
    }
    return result
  }
}
