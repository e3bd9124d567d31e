/// What a cell of a sheet holds.
public enum CellValue: Sendable, Hashable {
  /// Nothing.
  case empty
  /// A text.
  case text(String)
  /// A number as plain decimal text with a point: `47.5`, `-3`, never an exponent.
  case number(String)
  /// A number shown as a date.
  case date(SheetDate)
  /// Yes or no.
  case boolean(Bool)
  /// A calculation that failed: `#N/A`.
  case error(String)
  /// A formula whose value the writing program did not store.
  case uncalculated
}

/// A day, and perhaps a time, as a sheet holds it.
public struct SheetDate: Sendable, Hashable {
  /// Days from 1970-01-01.
  public var dayNumber: Int32
  /// Seconds from midnight.
  public var seconds: Int32
  /// Whether the cell shows the year first.
  public var isYearFirst: Bool

  /// A day; at midnight where no time is given.
  public init(dayNumber: Int, seconds: Int = 0, isYearFirst: Bool = false) {
    self.dayNumber = Int32(clamping: dayNumber)
    self.seconds = Int32(clamping: seconds)
    self.isYearFirst = isYearFirst
  }
}

/// A row of a sheet: its number from 1 and its cells from column A; the last is not empty.
public struct SheetRow: Sendable, Hashable {
  /// The number the sheet shows beside the row.
  public var number: Int
  /// The cells.
  public var cells: [CellValue]
  /// Whether the row is hidden, for example by a filter.
  public var isHidden = false

  /// A row.
  public init(number: Int, cells: [CellValue], isHidden: Bool = false) {
    self.number = number
    self.cells = cells
    self.isHidden = isHidden
  }
}

/// The address of a cell, and what addresses look like.
public enum CellReference {
  /// The most rows and columns a sheet can have.
  public static let lastRow = 1_048_576
  /// The number of columns.
  public static let columnCount = 16_384

  /// Row from 1 and column from 0 of an address such as `D17` or `$D$17`; nil when it is none.
  public static func parse(_ text: some StringProtocol) -> (row: Int, column: Int)? {
    var (row, column) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "$"): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte) - 64
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0: row = row * 10 + Int(byte) - 48
      default: return nil
      }
      guard row <= lastRow, column <= columnCount else { return nil }
    }
    return row > 0 && column > 0 ? (row, column - 1) : nil
  }

  /// The letters of a column from 0: A, …, Z, AA.
  public static func letters(_ column: Int) -> String {
    var number = column
    var text = ""
    repeat {
      text = String(UnicodeScalar(UInt8(65 + number % 26))) + text
      number = number / 26 - 1
    } while number >= 0
    return text
  }
}

/// A rectangle of merged cells: rows from 1, columns from 0, both ends included.
public struct MergedRange: Sendable, Hashable {
  /// The rows.
  public var rows: ClosedRange<Int>
  /// The columns.
  public var columns: ClosedRange<Int>

  /// The range an address such as `A1:C2` names; nil when it is none.
  init?(parsing text: String) {
    let corners = text.split(separator: ":")
    guard corners.count == 2, let first = CellReference.parse(corners[0]), let last = CellReference.parse(corners[1]),
      first.row <= last.row, first.column <= last.column
    else { return nil }
    rows = first.row...last.row
    columns = first.column...last.column
  }
}
