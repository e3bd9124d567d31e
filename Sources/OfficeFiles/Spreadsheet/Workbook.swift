/// A workbook of the format XLSX, opened: its sheets are known, their rows are read when asked for.
///
/// Source: ECMA-376 part 1 (SpreadsheetML), both the transitional and the strict form. What is not read: formulas (their
/// stored values are), styles besides what makes a number a date, pictures, macros, links to other files.
public struct Workbook: Sendable {
  /// A sheet of the workbook.
  public struct Sheet: Sendable, Hashable {
    /// The name on its tab.
    public var name: String
    /// Whether it is hidden.
    public var isHidden: Bool
    /// Whether it has cells: a chart sheet or a dialog has none.
    public var hasCells: Bool
    var part: String
  }

  /// What a sheet says beside its rows.
  public struct SheetSummary: Sendable, Hashable {
    /// The merged ranges.
    public var merged: [MergedRange]
    /// How many rows with cells are hidden.
    public var hiddenRows: Int
  }

  /// The sheets in the order of their tabs.
  public let sheets: [Sheet]
  /// How it counts days.
  public let dates: DateSystem
  private let archive: ZipArchive
  private let limits: WorkbookLimits
  private let shared: [String]
  private let styles: [DateFormat]

  /// Opens a workbook: reads its list of sheets, styles and shared texts.
  public init(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookFailure) {
    do throws(ZipFailure) {
      archive = try ZipArchive(bytes, limits: limits.zip)
    } catch {
      throw .archive(error)
    }
    self.limits = limits
    let parts = SmallParts(archive: archive, limits: limits)
    let root = try parts.relationships(of: "").values.first { $0.type == "officeDocument" }?.target
    guard let root, archive.entry(root) != nil else { throw .notAWorkbook }
    if root.hasSuffix(".bin") { throw .binaryWorkbook }
    let book = try parts.workbook(root)
    guard !book.sheets.isEmpty else { throw .notAWorkbook }
    (sheets, dates) = book
    let targets = try parts.relationships(of: root).values
    let styles = targets.first { $0.type == "styles" }?.target
    self.styles = try styles.map { (part) throws(WorkbookFailure) in try parts.styles(part) } ?? []
    guard let texts = targets.first(where: { $0.type == "sharedStrings" })?.target else {
      shared = []
      return
    }
    let parser = SharedTextParser(texts, limits)
    try PartParser.parse(archive, texts, parser)
    shared = parser.texts
  }

  /// Hands the rows of a sheet that have a cell to `take`, top to bottom, until it returns false. O(cells); only one row
  /// is held at a time.
  @discardableResult
  public func read(
    _ sheet: Sheet, take: @escaping (SheetRow) -> Bool
  ) throws(WorkbookFailure) -> SheetSummary {
    guard sheet.hasCells else { return SheetSummary(merged: [], hiddenRows: 0) }
    let parser = SheetParser(
      sheet.name, shared: shared, styles: styles, dates: dates, limits: limits, take: take)
    do throws(WorkbookFailure) {
      try PartParser.parse(archive, sheet.part, parser)
    } catch {
      guard error == .archive(.stopped) else { throw error }
    }
    return SheetSummary(merged: parser.summary.merged, hiddenRows: parser.summary.hiddenRows)
  }
}
