import Diagnostics
import RouteModel

/// Reads the people of a folder one by one. One reader per thread.
public final class PeopleFolderReader {
  private let folder: PeopleFolder
  private let reader: PersonReader
  private let rows: PersonRows
  private var windows: [PersonTable: FileWindow] = [:]
  private var scanners: [PersonTable: CSVRowScanner] = [:]
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 14

  /// A reader of a folder with a catalog's codes.
  public init(_ folder: PeopleFolder, catalog: Catalog) {
    self.folder = folder
    reader = PersonReader(catalog: catalog)
    rows = PersonRows(files: PersonTable.allCases.map { folder.tables[$0]?.file.shown ?? $0.name })
    memory = .allocate(capacity: capacity)
    for (table, index) in folder.tables {
      rows.headers[table.rawValue] = index.headers
      windows[table] = FileWindow(index.file.path)
      scanners[table] = CSVRowScanner(delimiter: index.delimiter)
    }
  }

  deinit { memory.deallocate() }

  /// The person at a position in the order of ids, or messages; a person may come with warnings.
  public func read(_ position: Int) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    let person = folder.person(position)
    let organisation = Int(folder.organisationOf[person])
    var parts: [(PersonTable, Int)] = [
      (.people, person), (.scores, person), (.indicators, person), (.completions, person),
    ]
    if organisation >= 0 {
      parts.append((.organisations, organisation))
      parts.append((.indicators, folder.count + organisation))
    }
    if let problem = gather(parts) { return (nil, [problem]) }
    return reader.read(rows)
  }

  /// Messages about an organisation that no person is in.
  public func checkOrphan(_ position: Int) -> [Diagnostic] {
    let organisation = Int(folder.orphans[position])
    if let problem = gather([(.organisations, organisation), (.indicators, folder.count + organisation)]) {
      return [problem]
    }
    return reader.careful(rows).diagnostics
  }

  /// Fills the rows; a message when a file has changed since it was opened.
  private func gather(_ parts: [(table: PersonTable, owner: Int)]) -> Diagnostic? {
    rows.reset()
    let needed = parts.reduce(0) { sum, part in
      (folder.tables[part.table]?.runs(of: part.owner) ?? []).reduce(sum) { $0 + Int($1.count) }
    }
    if needed > capacity {
      memory.deallocate()
      capacity = 2 * needed
      memory = .allocate(capacity: capacity)
    }
    var used = 0
    for (table, owner) in parts {
      guard let index = folder.tables[table] else { continue }
      for run in index.runs(of: owner) {
        let bytes = UnsafeBufferPointer(start: memory + used, count: Int(run.count))
        guard windows[table]?.copy(run.offset, bytes.count, to: memory + used) == true,
          scan(bytes, table, index, line: Int(run.line))
        else { return changed(index.file) }
        used += bytes.count
      }
    }
    return nil
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ table: PersonTable, _ index: TableIndex, line: Int) -> Bool {
    guard var scanner = scanners[table] else { return false }
    scanners[table] = nil
    defer { scanners[table] = scanner }
    let rows = rows
    var position = 0
    var line = line
    while position < bytes.count {
      let found = scanner.next(bytes, &position, isLast: true) { decoded in Cell.trimmed(rows.keep(decoded)) }
      guard found == .row else { return false }
      if !scanner.isBlank {
        rows.begin(table, line: line)
        for (column, cell) in zip(index.columns, scanner.cells) {
          if let column, !cell.isEmpty { rows.set(table, column, cell) }
        }
      }
      line += scanner.lineCount
    }
    return true
  }

  private func changed(_ file: Location) -> Diagnostic {
    Diagnostic(
      .error, "file-changed",
      LocalizedText(ru: "файл изменился, пока его читали", en: "the file changed while it was read"),
      at: .file(file.shown))
  }
}
