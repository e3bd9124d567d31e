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
    if let problem = gather(parts, knowing: true) { return (nil, [problem]) }
    if let dossier = reader.ordinary(rows) { return (dossier, []) }
    if let problem = gather(parts, knowing: false) { return (nil, [problem]) }
    return reader.careful(rows)
  }

  /// Messages about an organisation that no person is in.
  public func checkOrphan(_ position: Int) -> [Diagnostic] {
    let organisation = Int(folder.orphans[position])
    let parts: [(PersonTable, Int)] = [(.organisations, organisation), (.indicators, folder.count + organisation)]
    if let problem = gather(parts, knowing: false) {
      return [problem]
    }
    return reader.careful(rows).diagnostics
  }

  /// Fills the rows; a message when a file has changed since it was opened. `knowing` takes results whose rows were met
  /// before as they are known.
  private func gather(_ parts: [(table: PersonTable, owner: Int)], knowing: Bool) -> Diagnostic? {
    rows.reset()
    var needed = 0
    for (table, owner) in parts {
      for run in folder.tables[table]?.runs(of: owner) ?? [] { needed += Int(run.count) }
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
          scan(bytes, table, index, line: Int(run.line), knowing: knowing)
        else { return changed(index.file) }
        used += bytes.count
      }
    }
    return nil
  }

  private func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: PersonTable, _ index: TableIndex, line: Int, knowing: Bool
  ) -> Bool {
    guard var scanner = scanners[table] else { return false }
    scanners[table] = nil
    defer { scanners[table] = scanner }
    let rows = rows
    let isKnowing = knowing && table == .scores && index.columns.first == .some(0)
    var position = 0
    var line = line
    while position < bytes.count {
      let result = isKnowing ? resultText(bytes, position, index.delimiter) : nil
      if let result, rows.addScore(known: reader, result.text) {
        position = result.end
        line += 1
        continue
      }
      let found = scanner.next(bytes, &position, isLast: true) { decoded in Cell.trimmed(rows.keep(decoded)) }
      guard found == .row else { return false }
      if !scanner.isBlank {
        rows.begin(table, line: line)
        for (column, cell) in zip(index.columns, scanner.cells) {
          if let column, !cell.isEmpty { rows.set(table, column, cell) }
        }
        // A row that ends where its line does: the same line is the same row wherever it stands.
        if let result, result.end == position, scanner.lineCount == 1 { rows.keepScoreText(result.text) }
      }
      line += scanner.lineCount
    }
    return true
  }

  /// Where the line at `start` ends, and what stands in it behind the person's id and a delimiter; nil where it begins
  /// with anything else.
  private func resultText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ delimiter: UInt8
  ) -> (text: Cell, end: Int)? {
    guard let base = bytes.baseAddress, rows.count(.people) == 1 else { return nil }
    let id = rows.cell(.people, 0, 0)
    let first = start + id.count + 1
    guard !id.isEmpty, first < bytes.count, bytes[first - 1] == delimiter,
      Cell.same(Cell(start: base + start, count: id.count), id)
    else { return nil }
    let end = ByteSearch.first(0x0A, bytes, from: first) ?? bytes.count
    return (Cell(start: base + first, count: end - first), min(bytes.count, end + 1))
  }

  private func changed(_ file: Location) -> Diagnostic {
    Diagnostic(
      .error, "file-changed",
      LocalizedText(ru: "файл изменился, пока его читали", en: "the file changed while it was read"),
      at: .file(file.shown))
  }
}
