/// Why a workbook can't be read or written.
public enum WorkbookFailure: Error, Sendable, Hashable {
  /// The archive can't be read.
  case archive(ZipFailure)
  /// The archive is no workbook of the format XLSX: a document, a presentation, or no office file at all.
  case notAWorkbook
  /// A workbook of the binary format XLSB.
  case binaryWorkbook
  /// A part is not well-formed XML; the line in it.
  case malformed(part: String, line: Int)
  /// A part declares a document type or entities: no spreadsheet program writes those, bombs do.
  case declaresEntities(part: String)
  /// A part is in another encoding than UTF-8.
  case notUTF8(part: String)
  /// A part has more cells, texts or elements than the limit.
  case tooMuch(part: String, limit: Int)
  /// A cell's text is longer than the limit.
  case textTooLong(sheet: String, cell: String, limit: Int)
  /// A sheet has more rows or columns than the format holds.
  case sheetTooLarge(sheet: String)
  /// A sheet's name is empty, longer than 31 characters, has one of `[]:*?/\`, or is there twice.
  case badSheetName(String)
}

/// How much a workbook may cost its reader.
public struct WorkbookLimits: Sendable, Hashable {
  /// The most cells of a sheet, those skipped between filled ones included.
  public var cells = 24_000_000
  /// The most shared texts, sheets, styles or merged ranges.
  public var items = 8_000_000
  /// The most bytes of a text.
  public var textBytes = 1 << 20
  /// The limits of the archive.
  public var zip = ZipLimits()

  /// The usual limits.
  public init() {}
}
