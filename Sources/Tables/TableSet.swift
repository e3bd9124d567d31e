import Diagnostics
import RouteModel

/// The tables of one folder or workbook under their names, as far as they could be read.
struct TableSet {
  /// The names a table may have, the canonical first.
  struct Name: Sendable {
    var english: String
    var russian: String
    var isRequired: Bool
  }

  private(set) var tables: [String: Table] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private var source: (any TableSource)?
  /// The names under which tables were found.
  private var found: [String: TableName] = [:]

  let folder: Location

  /// The names of the tables there are, also of those that could not be read.
  var present: Set<String> { Set(found.keys).union(tables.keys) }

  /// Tables that are there already.
  init(tables: [String: Table]) {
    self.tables = tables
    folder = Location(path: "", shown: "")
  }

  /// Reads every table of `names` in a folder, a workbook, or a text table that stands alone. A table of another name is a warning: it may be a slip.
  init(folder: Location, names: [Name]) {
    self.folder = folder
    let opened = TableSources.open(folder)
    diagnostics = opened.diagnostics
    guard let source = opened.source else { return }
    self.source = source
    for name in names { read(name, source) }
    reportStrangers(source, names)
  }

  /// How messages speak of a table.
  func place(of name: String) -> LocalizedText {
    guard let source else { return LocalizedText(ru: "в этой записи", en: "this record") }
    return source.place(of: source is WorkbookSource ? found[name]?.shown ?? name : name)
  }

  private mutating func read(_ name: Name, _ source: any TableSource) {
    let wanted = [name.english, name.russian].map { LookAlike.fold($0) }
    let candidates = source.tables.filter { wanted.contains(LookAlike.fold($0.name)) }
    guard let table = candidates.first else {
      if name.isRequired { diagnostics.append(source.missing(name.english, name.russian)) }
      return
    }
    if candidates.count > 1 {
      let list = candidates.map(\.shown).joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .error, "two-tables",
          LocalizedText(ru: "одна и та же таблица дважды: \(list)", en: "the same table twice: \(list)"),
          at: .file(source.shown)))
      found[name.english] = table
      return
    }
    let read = source.read(table, names: [name.english, name.russian])
    diagnostics += read.diagnostics
    tables[name.english] = read.table
    found[name.english] = table
  }

  /// Tables of a workspace's export that hold its history: they lie beside those with the facts of today.
  private static let historyPrefix = "workspace-"

  private mutating func reportStrangers(_ source: any TableSource, _ names: [Name]) {
    let known = names.flatMap { [$0.english, $0.russian] }
    let folded = Set(known.map { LookAlike.fold($0) })
    for table in source.tables
    where !folded.contains(LookAlike.fold(table.name)) && !table.name.hasPrefix(Self.historyPrefix) {
      diagnostics.append(source.stranger(table, near: nearest(to: table.name, among: known)))
    }
  }

  /// SHA-256 over the tables' cells, each with its canonical column and length before it: neither the order of rows and
  /// columns nor the form of the files (dialect, workbook, how dates and decimals are spelled) changes it.
  func digest(_ columns: [String: [Column]]) -> String {
    var rows: [String] = []
    for (name, table) in tables {
      let canonical = table.header.map { header in
        columns[name]?.first { $0.matches(header) }?.english ?? Column.key(header)
      }
      for row in table.rows {
        let cells = zip(canonical, row.cells).filter { !$1.isEmpty }.map { ($0, Self.spelled($1)) }
          .sorted { $0.0 < $1.0 }
        let text = cells.map { "\($0.0)=\($0.1.utf8.count):\($0.1)" }.joined(separator: ";")
        rows.append("\(name);\(text)")
      }
    }
    var hash = SHA256()
    for row in rows.sorted() { hash.update(Array("\(row.utf8.count):\(row)".utf8)) }
    return hash.finalize()
  }

  /// A date as ISO 8601 spells it, a decimal comma as a point; anything else as it stands.
  private static func spelled(_ cell: String) -> String {
    guard let first = cell.utf8.first, (48...57).contains(first) || first == UInt8(ascii: "-") else { return cell }
    if let date = CalendarDate(parsing: cell) { return date.iso }
    let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
    let isDecimal = parts.count == 2 && Points(parsing: cell) != nil
    return isDecimal ? "\(parts[0]).\(parts[1])" : cell
  }
}
