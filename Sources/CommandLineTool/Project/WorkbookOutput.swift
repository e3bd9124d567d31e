import Diagnostics
import Foundation
import Tables

/// Where tables are written: a folder of text tables or a workbook, by the ending of the path; never over anything.
struct WorkbookOutput {
  let invocation: Invocation
  let path: String

  private var output: Output { Output(invocation: invocation, path: nil) }

  /// Whether a path means a workbook.
  static func isWorkbook(_ path: String) -> Bool { path.lowercased().hasSuffix(".xlsx") }

  /// The workbook's bytes.
  static func bytes(
    _ sheets: [(name: String, header: [String], rows: [[String]])], _ path: String
  ) throws(CommandFailure) -> [UInt8] {
    let made = WorkbookTables.bytes(sheets, file: path)
    guard let bytes = made.bytes else { throw .input(made.problem.map { [$0] } ?? []) }
    return bytes
  }

  /// Writes text tables into a new folder, or a new workbook.
  func write(_ tables: [TableConversion.NamedTable]) throws(CommandFailure) {
    if Self.isWorkbook(path) {
      let made = TableConversion.workbook(tables, file: path)
      guard let bytes = made.bytes else { throw .input(made.diagnostics) }
      try requireNothing(at: path)
      try output.write(bytes, to: path)
      return
    }
    let made = TableConversion.textTables(tables, file: path)
    guard let files = made.files else { throw .input(made.diagnostics) }
    try write(files)
  }

  /// Writes tables into a new folder or a new workbook, all of them or nothing.
  func write(sheets: [(name: String, header: [String], rows: [[String]])]) throws(CommandFailure) {
    try requireNothing(at: path)
    if Self.isWorkbook(path) { return try output.write(try Self.bytes(sheets, path), to: path) }
    // A folder that is there is whole: it is filled under another name.
    let unfinished = "\(path).\(getpid()).tmp"
    let absolute = invocation.surroundings.absolute
    do throws(CommandFailure) {
      try output.makeFolder(unfinished)
      for sheet in sheets {
        let bytes = CSVWriter.bytes(header: sheet.header, rows: sheet.rows)
        try output.write(bytes, to: "\(unfinished)/\(sheet.name).csv")
      }
      guard rename(absolute(unfinished), absolute(path)) == 0 else {
        throw .inputOutput(SystemFailure.unwritable(path, errno))
      }
    } catch {
      try? FileManager.default.removeItem(atPath: absolute(unfinished))
      throw error
    }
    AtomicFile.syncFolder(of: absolute(path))
  }

  /// Writes files into a folder, none of which may be there yet.
  func write(_ files: [(name: String, bytes: [UInt8])]) throws(CommandFailure) {
    for file in files { try requireNothing(at: path + "/" + file.name) }
    try output.makeFolder(path)
    for file in files { try output.write(file.bytes, to: path + "/" + file.name) }
  }

  /// Fails where a file would be written over.
  func requireNothing(at path: String) throws(CommandFailure) {
    guard FileManager.default.fileExists(atPath: invocation.surroundings.absolute(path)) else { return }
    throw .inputOutput(
      Diagnostic(
        .error, "already-there",
        LocalizedText(
          ru: "«\(path)» уже есть: укажите новый путь, поверх ничего не пишется",
          en: "«\(path)» is there already: give a new path, nothing is written over"), at: .argument("--out")))
  }
}
