import Diagnostics
import Foundation
import RouteModel

/// The tables of a data set, in the order in which their rows are numbered and reported.
enum PersonTable: Int, CaseIterable {
  case organisations, people, scores, indicators, completions

  /// The columns, in the order in which `PersonRows` keeps cells.
  var columns: [Column] {
    switch self {
    case .organisations: TableSchemas.organisations
    case .people: TableSchemas.people
    case .scores: TableSchemas.scores
    case .indicators: TableSchemas.indicatorValues
    case .completions: TableSchemas.completions
    }
  }

  /// The name of the table in folders.
  var name: String {
    switch self {
    case .organisations: "organisations"
    case .people: "people"
    case .scores: "scores"
    case .indicators: "indicators"
    case .completions: "completions"
    }
  }
}

/// The bytes of a cell, trimmed; no bytes is an empty cell. Valid as long as the rows' source is.
struct Cell {
  var start: UnsafePointer<UInt8>?
  var count = 0

  static var empty: Cell { Cell(start: nil) }

  var isEmpty: Bool { count == 0 }
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
  /// The text; nil when it is not UTF-8.
  var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The bytes without spaces and tabs around them.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Cell {
    guard let base = bytes.baseAddress else { return .empty }
    var (from, to) = (0, bytes.count)
    while from < to, base[from] == 0x20 || base[from] == 0x09 { from += 1 }
    while to > from, base[to - 1] == 0x20 || base[to - 1] == 0x09 { to -= 1 }
    return Cell(start: base + from, count: to - from)
  }

  static func same(_ a: Cell, _ b: Cell) -> Bool {
    guard a.count == b.count else { return false }
    guard let left = a.start, let right = b.start else { return a.count == 0 }
    return memcmp(left, right, a.count) == 0
  }
}

/// All rows that speak of one person, as bytes: what a line of people or a place in a folder of tables holds.
final class PersonRows {
  /// The rows of one table.
  private struct Rows {
    /// A cell per column of the schema, row after row.
    var cells: [Cell] = []
    /// The line of each row.
    var lines: [Int] = []
    let width: Int
  }

  /// Per table. Behind a pointer, because every cell of every person passes here, and memory of one owner needs no
  /// checks of exclusive access.
  private let tables: UnsafeMutablePointer<Rows>
  /// Per table the file as messages name it, and its headers.
  var files: [String]
  var headers: [[String]] = PersonTable.allCases.map { $0.columns.map(\.english) }
  /// Per table the English names of its columns as bytes. Every reader has its own: memory that threads share is slow.
  let columnNames: [[[UInt8]]] = PersonTable.allCases.map { $0.columns.map { Array($0.english.utf8) } }
  private var decoded: [UnsafeMutablePointer<UInt8>] = []
  /// Results of rows whose meaning was known without looking at their cells; they have none here.
  private var knownScores: [Score] = []
  /// Per row of scores the bytes that say its result; no bytes where it is not to be kept.
  private(set) var scoreTexts: [Cell] = []

  /// No rows of files of those names.
  init(files: [String]) {
    self.files = files
    tables = .allocate(capacity: PersonTable.allCases.count)
    for table in PersonTable.allCases {
      (tables + table.rawValue).initialize(to: Rows(width: table.columns.count))
    }
  }

  deinit {
    for memory in decoded { memory.deallocate() }
    tables.deinitialize(count: PersonTable.allCases.count)
    tables.deallocate()
  }

  /// Forgets the rows, keeps the memory.
  func reset() {
    for table in 0..<PersonTable.allCases.count {
      tables[table].cells.removeAll(keepingCapacity: true)
      tables[table].lines.removeAll(keepingCapacity: true)
    }
    if !knownScores.isEmpty { knownScores.removeAll(keepingCapacity: true) }
    scoreTexts.removeAll(keepingCapacity: true)
    if decoded.isEmpty { return }
    for memory in decoded { memory.deallocate() }
    decoded.removeAll(keepingCapacity: true)
  }

  /// Starts a row of empty cells.
  func begin(_ table: PersonTable, line: Int) {
    let index = table.rawValue
    tables[index].cells.append(contentsOf: repeatElement(.empty, count: tables[index].width))
    tables[index].lines.append(line)
  }

  /// Fills a cell of the row begun last.
  func set(_ table: PersonTable, _ column: Int, _ cell: Cell) {
    let index = table.rawValue
    let start = tables[index].cells.count - tables[index].width
    tables[index].cells[start + column] = cell
  }

  /// Adds a result that needs no cells, because `reader` knows its bytes; false where it does not.
  func addScore(known reader: PersonReader, _ text: Cell) -> Bool {
    reader.scoreTexts.add(meaningOf: text.bytes, to: &knownScores)
  }

  /// The results that needed no cells; none afterwards.
  func takeKnownScores() -> [Score] {
    let taken = knownScores
    knownScores = []
    // The next person mostly has as many.
    knownScores.reserveCapacity(taken.count)
    return taken
  }

  /// Says which bytes hold the result of the row of scores begun last.
  func keepScoreText(_ text: Cell) {
    while scoreTexts.count < count(.scores) - 1 { scoreTexts.append(.empty) }
    scoreTexts.append(text)
  }

  /// The bytes that say the result of a row of scores; none where it is not to be kept.
  func scoreText(_ row: Int) -> Cell { row < scoreTexts.count ? scoreTexts[row] : .empty }

  func count(_ table: PersonTable) -> Int { tables[table.rawValue].lines.count }

  func cell(_ table: PersonTable, _ row: Int, _ column: Int) -> Cell {
    tables[table.rawValue].cells[row * tables[table.rawValue].width + column]
  }

  /// Fills a column of every row of a table where it is empty.
  func fill(_ table: PersonTable, _ column: Int, with cell: Cell, where isOpen: (Int) -> Bool = { _ in true }) {
    for row in 0..<count(table) where self.cell(table, row, column).isEmpty && isOpen(row) {
      tables[table.rawValue].cells[row * tables[table.rawValue].width + column] = cell
    }
  }

  /// Bytes that stand nowhere in the source, because it writes them with escapes; kept until the next reset.
  func keep(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { memory[index] = byte }
    decoded.append(memory)
    return UnsafeBufferPointer(start: memory, count: bytes.count)
  }

  /// A table of texts, for the reader that reports mistakes.
  func table(_ table: PersonTable) -> Table {
    let found = tables[table.rawValue]
    let rows = found.lines.enumerated().map { row, line in
      let cells = found.cells[(row * found.width)..<((row + 1) * found.width)]
      return Table.Row(line: line, cells: cells.map { String(decoding: $0.bytes, as: UTF8.self) })
    }
    return Table(
      file: files[table.rawValue], isSheet: false, header: headers[table.rawValue], headerLine: 1, rows: rows)
  }
}
