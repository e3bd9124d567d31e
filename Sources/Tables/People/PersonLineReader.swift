import Diagnostics
import RouteModel

/// Reads people that come as lines of JSON. One reader per thread.
public final class PersonLineReader {
  private let reader: PersonReader
  private let rows: PersonRows
  private let file: String

  /// A reader; `file` names the source in messages.
  public init(catalog: Catalog, file: String) {
    reader = PersonReader(catalog: catalog)
    rows = PersonRows(files: PersonTable.allCases.map { _ in file })
    self.file = file
  }

  /// The person of a line without its line feed, or messages; both nil and empty for a blank line. A person may come
  /// with warnings. O(length).
  public func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int
  ) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return (nil, []) }
    do {
      try PersonLineParser.parse(bytes, line: line, into: rows, known: reader)
      if let dossier = reader.ordinary(rows) { return (dossier, []) }
      // Again, with every row.
      try PersonLineParser.parse(bytes, line: line, into: rows, known: nil)
    } catch {
      let place = DiagnosticPlace.cell(file: file, line: line, column: error.column)
      return (nil, [Diagnostic(.error, error.id, error.message, at: place, notes: error.notes)])
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let message = LocalizedText(ru: "строка не в кодировке UTF-8", en: "the line is not UTF-8")
      return (nil, [Diagnostic(.error, "not-utf8", message, at: .cell(file: file, line: line, column: nil))])
    }
    return reader.careful(rows)
  }
}
