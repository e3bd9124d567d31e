import Diagnostics
import RouteModel

/// The tables of one folder under their names, as far as they could be read.
struct TableSet {
  /// The names a table may have, the canonical first.
  struct Name: Sendable {
    var english: String
    var russian: String
    var isRequired: Bool
  }

  private(set) var tables: [String: Table] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  let folder: Location

  /// Reads every table of `names` in a folder. A `.csv` file of another name is a warning: it may be a slip.
  init(folder: Location, names: [Name]) {
    self.folder = folder
    if folder.path.lowercased().hasSuffix(".csv") {
      readAlone(folder, names)
      return
    }
    guard let files = folder.names() else {
      diagnostics.append(
        Diagnostic(
          .error, "no-folder",
          LocalizedText(ru: "папку не удаётся прочитать", en: "can't read the folder"), at: .file(folder.shown)))
      return
    }
    let csv = files.filter { $0.lowercased().hasSuffix(".csv") }
    for name in names { read(name, csv) }
    reportStrangers(csv, names)
  }

  /// One table, known by the name of its file.
  private mutating func readAlone(_ file: Location, _ names: [Name]) {
    let title = String((file.path.split(separator: "/").last ?? "").dropLast(4))
    guard
      let name = names.first(where: {
        [$0.english, $0.russian].map { LookAlike.fold($0) }.contains(LookAlike.fold(title))
      })
    else {
      let known = names.map { "\($0.english).csv (\($0.russian).csv)" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .error, "unknown-table",
          LocalizedText(
            ru: "имя файла не говорит, какая это таблица", en: "the file's name does not say which table it is"),
          at: .file(file.shown), notes: [LocalizedText(ru: "имена таблиц: \(known)", en: "names of tables: \(known)")]))
      return
    }
    let read = Table.read(file)
    diagnostics += read.diagnostics
    tables[name.english] = read.table
  }

  private mutating func read(_ name: Name, _ files: [String]) {
    let wanted = [name.english, name.russian].map { LookAlike.fold($0) }
    let found = files.filter { wanted.contains(LookAlike.fold(String($0.dropLast(4)))) }
    guard let file = found.first else {
      guard name.isRequired else { return }
      diagnostics.append(
        Diagnostic(
          .error, "missing-table",
          LocalizedText(
            ru: "в папке нет таблицы \(name.english).csv (\(name.russian).csv)",
            en: "the folder has no table \(name.english).csv (\(name.russian).csv)"), at: .file(folder.shown)))
      return
    }
    if found.count > 1 {
      diagnostics.append(
        Diagnostic(
          .error, "two-tables",
          LocalizedText(
            ru: "одна и та же таблица в двух файлах: \(found.joined(separator: ", "))",
            en: "the same table in two files: \(found.joined(separator: ", "))"), at: .file(folder.shown)))
      return
    }
    let read = Table.read(folder.file(file))
    diagnostics += read.diagnostics
    tables[name.english] = read.table
  }

  private mutating func reportStrangers(_ files: [String], _ names: [Name]) {
    let known = names.flatMap { [$0.english, $0.russian] }
    for file in files where !known.contains(where: { LookAlike.fold($0) == LookAlike.fold(String(file.dropLast(4))) }) {
      let near = nearest(to: String(file.dropLast(4)), among: known)
      diagnostics.append(
        Diagnostic(
          .warning, "unknown-table",
          LocalizedText(ru: "файл не читается: такой таблицы нет", en: "the file is not read: there is no such table"),
          at: .file(folder.file(file).shown),
          notes: near.map { [LocalizedText(ru: "возможно, «\($0).csv»?", en: "did you mean «\($0).csv»?")] } ?? []))
    }
  }

  /// SHA-256 over the tables' cells, each with its canonical column and length before it: neither the order of rows and
  /// columns nor the dialect of the files changes it.
  func digest(_ columns: [String: [Column]]) -> String {
    var rows: [String] = []
    for (name, table) in tables {
      let canonical = table.header.map { header in
        columns[name]?.first { $0.matches(header) }?.english ?? Column.key(header)
      }
      for row in table.rows {
        let cells = zip(canonical, row.cells).filter { !$1.isEmpty }.sorted { $0.0 < $1.0 }
        let text = cells.map { "\($0.0)=\($0.1.utf8.count):\($0.1)" }.joined(separator: ";")
        rows.append("\(name);\(text)")
      }
    }
    var hash = SHA256()
    for row in rows.sorted() { hash.update(Array("\(row.utf8.count):\(row)".utf8)) }
    return hash.finalize()
  }
}
