import Diagnostics
import Interchange
import Reports
import RouteModel
import Tables
import Workspace

/// What imports from and exports to other systems share: files in, people to match, files out, the loss report.
struct ExchangeDesk {
  let arguments: ParsedArguments
  let invocation: Invocation

  // MARK: In

  func location(_ path: String) -> Location {
    Location(path: invocation.surroundings.absolute(path), shown: path)
  }

  /// The bytes of a file.
  func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
    let location = location(path)
    guard let bytes = location.bytes() else { throw .inputOutput(location.unreadable) }
    return bytes
  }

  /// A table of another program.
  func table(_ path: String) throws(CommandFailure) -> Table {
    let read = Table.read(foreign: try bytes(path), file: path)
    guard let table = read.table, !read.diagnostics.hasErrors else { throw .input(read.diagnostics) }
    invocation.report(read.diagnostics)
    return table
  }

  /// The people of `--data` or `--db`, with the e-mails of their table and of `--people`.
  func people(_ catalog: Catalog) throws(CommandFailure) -> PersonKeys {
    let loader = ProjectLoader(arguments: arguments, invocation: invocation)
    var keys = PersonKeys(try loader.data(for: catalog).data.dossiers.map(\.person))
    if try WorkspaceAccess.path(arguments, invocation) == nil, let table = Table.people(in: try loader.dataLocation()),
      PersonKeys.hasEmails(table)
    {
      _ = keys.addEmails(table)
    }
    if let path = arguments[.people] {
      let diagnostics = keys.addEmails(try table(path))
      if diagnostics.hasErrors { throw .input(diagnostics) }
      invocation.report(diagnostics)
    }
    return keys
  }

  /// The catalog that `--catalog` names, for the fields another system does not hold.
  func keptCatalog() throws(CommandFailure) -> Catalog? {
    guard arguments[.keptCatalog] != nil else { return nil }
    return try ProjectLoader(arguments: arguments, invocation: invocation).catalog()
  }

  // MARK: Out

  /// The path of `--out` with a table's name where it is a folder; nil without `--out`. Fails where a file is there.
  func destination(_ table: String) throws(CommandFailure) -> String? {
    guard let out = arguments[.out] else { return nil }
    let isFile = [".csv", ".json", ".jsonl", ".ndjson"].contains { out.lowercased().hasSuffix($0) }
    let path = isFile && !location(out).isFolder ? out : out + "/" + table
    try WorkbookOutput(invocation: invocation, path: path).requireNothing(at: path)
    return path
  }

  /// Writes the report and, unless something stands against it, the file: whole or not at all.
  ///
  /// - Parameters:
  ///   - bytes: the file; nil where nothing could be taken, which is an error.
  ///   - path: where it goes; nil for a trial.
  ///   - mode: readable by its owner only where people are in it.
  func finish(
    _ report: LossReport, _ bytes: [UInt8]?, to path: String?, mode: UInt32
  ) throws(CommandFailure) -> ExitCode {
    let isRefused = arguments.has("--strict") && report.hasDropped
    let written = bytes == nil || isRefused ? nil : path
    if let bytes, let path = written {
      let output = Output(invocation: invocation, path: nil)
      if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try output.makeFolder(String(path[..<slash])) }
      try output.write(bytes, to: path, mode: mode)
    }
    try show(report, written, path)
    guard bytes != nil else {
      throw .input([
        Diagnostic(
          .error, "nothing-taken",
          LocalizedText(
            ru: "взять нечего: причины — в отчёте о потерях", en: "nothing can be taken: the loss report says why"),
          at: .file(report.source))
      ])
    }
    return isRefused ? .checkFailed : .done
  }

  private func show(_ whole: LossReport, _ written: String?, _ path: String?) throws(CommandFailure) {
    let report = invocation.isPseudonymous ? whole.mapping(Redaction.withoutNames) : whole
    if try arguments.format(["text", "json"]) == "json" {
      var writer = JSONWriter()
      LossReportJSON(language: invocation.language).write(report, written: written, to: &writer)
      invocation.console.out(writer.bytes)
      return
    }
    var page = TextPage(language: invocation.language, color: invocation.colorOut)
    LossReportText().write(report, to: &page)
    page.blank()
    if let written {
      page.line(page.say("Записано: \(written)", "Written: \(written)"), .good)
    } else if path == nil {
      page.line(page.say("Проба: файл не записан, укажите --out", "A trial: no file is written, give --out"), .caution)
    } else {
      page.line(page.say("Файл не записан", "No file is written"), .caution)
    }
    invocation.console.out(page.text)
  }

  /// One table of records as `import` and `--data` read it; nil where it has no row.
  static func table(_ name: String, _ records: DataRecords) -> [UInt8]? {
    guard let sheet = DataSetWriter.sheets(records).first(where: { $0.name == name }), !sheet.rows.isEmpty else {
      return nil
    }
    return CSVWriter.bytes(header: sheet.header, rows: sheet.rows)
  }
}
