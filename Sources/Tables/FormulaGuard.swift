import RouteModel

/// Keeps spreadsheet programs from taking a cell of a text table for a formula, without loss.
///
/// Programs calculate what begins with `=`, `+`, `-`, `@`, a tab or a carriage return. A written cell that begins with
/// any number of apostrophes and then one of those gets one more apostrophe before it; a read cell of that form loses
/// one. So every cell comes back as it was. Numbers such as `-5` are no formulas and are left alone.
enum FormulaGuard {
  /// The cell as it is written.
  static func added(_ cell: String) -> String {
    guard isGuarded(cell.utf8), cell.utf8.first == apostrophe || Points(parsing: cell) == nil else { return cell }
    return "'" + cell
  }

  /// The cell as it was before writing.
  static func removed(_ cell: String) -> String {
    guard cell.utf8.first == apostrophe, isGuarded(cell.utf8) else { return cell }
    // Bytes, not characters: a combining mark may follow the apostrophe.
    return String(decoding: cell.utf8.dropFirst(), as: UTF8.self)
  }

  /// The same of a cell that is bytes.
  static func removed(_ cell: Cell) -> Cell {
    guard let start = cell.start, cell.count > 0, start[0] == apostrophe, isGuarded(cell.bytes) else { return cell }
    return Cell(start: start + 1, count: cell.count - 1)
  }

  private static let apostrophe = UInt8(ascii: "'")

  /// Whether apostrophes, or none, stand before a character that begins a formula.
  private static func isGuarded(_ bytes: some Sequence<UInt8>) -> Bool {
    guard let first = bytes.first(where: { $0 != apostrophe }) else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: return true
    default: return false
    }
  }
}
