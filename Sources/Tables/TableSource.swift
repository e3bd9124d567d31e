import Diagnostics
import OfficeFiles

/// Where tables come from: the one interface through which a data set or a catalog is read, whatever holds it.
protocol TableSource {
  /// What messages about the whole source name.
  var shown: String { get }
  /// The tables there are, in a fixed order.
  var tables: [TableName] { get }
  /// How messages speak of a table: «в people.csv», «на листе «Люди»».
  func place(of name: String) -> LocalizedText
  /// Says that a table is missing under either of its names.
  func missing(_ english: String, _ russian: String) -> Diagnostic
  /// Says that a table is of no use, with a name that may have been meant.
  func stranger(_ table: TableName, near: String?) -> Diagnostic
  /// Reads a table; nil after an error. `names` are the names it is wanted under.
  func read(_ table: TableName, names: [String]) -> (table: Table?, diagnostics: [Diagnostic])
}

/// A table of a source.
struct TableName: Sendable, Hashable {
  /// The name that says which table it is: a file's without its ending, or a sheet's.
  var name: String
  /// The name as the source shows it.
  var shown: String
  /// Whether it is a hidden sheet.
  var isHidden = false
}

/// Opens what `--data` or `--catalog` names: a folder of tables, or one workbook.
enum TableSources {
  /// The source, or a message.
  static func open(_ location: Location) -> (source: (any TableSource)?, diagnostics: [Diagnostic]) {
    if location.isFolder {
      guard let names = location.names() else { return (nil, [noFolder(location)]) }
      return (FolderSource(location, names), [])
    }
    guard location.exists else { return (nil, [location.unreadable]) }
    if location.path.lowercased().hasSuffix(".csv") { return (FileSource(location), []) }
    guard let bytes = location.bytes() else { return (nil, [location.unreadable]) }
    guard ZipArchive.looksLikeArchive(bytes) else {
      if let problem = oldWorkbook(bytes, location) { return (nil, [problem]) }
      let isBinary = TextDecoding.kindOfBinary(bytes) != nil
      let kind =
        isBinary
        ? LocalizedText(ru: "файл другого вида", en: "a file of another kind")
        : LocalizedText(ru: "текстовая таблица", en: "a text table")
      return (
        nil,
        [
          Diagnostic(
            .error, "not-a-workbook",
            LocalizedText(
              ru: "ожидается папка таблиц или книга Excel (.xlsx), а это \(kind.russian)",
              en: "expected a folder of tables or an Excel workbook (.xlsx), and this is \(kind.english)"),
            at: .file(location.shown),
            notes: [
              LocalizedText(
                ru: "если это одна из таблиц CSV, укажите папку, в которой она лежит",
                en: "if this is one of the CSV tables, name the folder it is in")
            ])
        ]
      )
    }
    do throws(WorkbookFailure) {
      return (WorkbookSource(try Workbook(bytes), shown: location.shown), [])
    } catch {
      return (nil, [WorkbookDiagnostics.diagnostic(error, file: location.shown)])
    }
  }

  /// The form of old Excel workbooks also wraps new ones that have a password.
  static func oldWorkbook(_ bytes: [UInt8], _ location: Location) -> Diagnostic? {
    guard TextDecoding.isCompound(bytes) else { return nil }
    let isNew = location.path.lowercased().hasSuffix(".xlsx") || TextDecoding.isEncryptedPackage(bytes)
    return Diagnostic(
      .error, isNew ? "encrypted-workbook" : "old-workbook",
      isNew
        ? LocalizedText(
          ru: "книга защищена паролем или сохранена в старом виде .xls",
          en: "the workbook has a password or is an old .xls")
        : LocalizedText(ru: "это старая книга Excel (.xls)", en: "this is an old Excel workbook (.xls)"),
      at: .file(location.shown),
      notes: [
        LocalizedText(
          ru: "откройте её в Excel или LibreOffice, снимите пароль и сохраните как «Книга Excel (.xlsx)»",
          en: "open it in Excel or LibreOffice, remove the password and save it as «Excel Workbook (.xlsx)»")
      ])
  }

  private static func noFolder(_ location: Location) -> Diagnostic {
    Diagnostic(
      .error, "no-folder", LocalizedText(ru: "папку не удаётся прочитать", en: "can't read the folder"),
      at: .file(location.shown))
  }
}

/// A folder with a file per table: text tables, or workbooks of one sheet, whatever their names end with.
struct FolderSource: TableSource {
  private let folder: Location
  let tables: [TableName]

  init(_ folder: Location, _ files: [String]) {
    self.folder = folder
    tables = files.compactMap { file in
      // «~$» begins the lock files of Excel.
      guard !file.hasPrefix("~$"), !file.hasPrefix("."), let dot = file.lastIndex(of: "."),
        ["csv", "xlsx"].contains(file[file.index(after: dot)...].lowercased())
      else { return nil }
      return TableName(name: String(file[..<dot]), shown: file)
    }
  }

  var shown: String { folder.shown }

  func place(of name: String) -> LocalizedText { LocalizedText(ru: "в \(name).csv", en: "\(name).csv") }

  func missing(_ english: String, _ russian: String) -> Diagnostic {
    Diagnostic(
      .error, "missing-table",
      LocalizedText(
        ru: "в папке нет таблицы \(english).csv (\(russian).csv)",
        en: "the folder has no table \(english).csv (\(russian).csv)"), at: .file(shown))
  }

  func stranger(_ table: TableName, near: String?) -> Diagnostic {
    Diagnostic(
      .warning, "unknown-table",
      LocalizedText(ru: "файл не читается: такой таблицы нет", en: "the file is not read: there is no such table"),
      at: .file(folder.file(table.shown).shown),
      notes: near.map { [LocalizedText(ru: "возможно, «\($0).csv»?", en: "did you mean «\($0).csv»?")] } ?? [])
  }

  func read(_ table: TableName, names: [String]) -> (table: Table?, diagnostics: [Diagnostic]) {
    read(table, names: names, trims: true)
  }

  /// `trims` takes blanks off the ends of texts.
  func read(_ table: TableName, names: [String], trims: Bool) -> (table: Table?, diagnostics: [Diagnostic]) {
    let file = folder.file(table.shown)
    guard let bytes = file.bytes() else { return (nil, [file.unreadable]) }
    guard ZipArchive.looksLikeArchive(bytes) else {
      if let problem = TableSources.oldWorkbook(bytes, file) { return (nil, [problem]) }
      return Table.read(bytes, file: file.shown, trims: trims)
    }
    do throws(WorkbookFailure) {
      return WorkbookSource(try Workbook(bytes), shown: file.shown).readOnly(names, trims: trims)
    } catch {
      return (nil, [WorkbookDiagnostics.diagnostic(error, file: file.shown)])
    }
  }
}

/// One text table, known by the name of its file.
struct FileSource: TableSource {
  private let file: Location
  let tables: [TableName]

  init(_ file: Location) {
    self.file = file
    let name = String((file.path.split(separator: "/").last ?? "").dropLast(4))
    tables = [TableName(name: name, shown: file.shown)]
  }

  var shown: String { file.shown }

  func place(of name: String) -> LocalizedText { LocalizedText(ru: "в \(shown)", en: shown) }

  func missing(_ english: String, _ russian: String) -> Diagnostic {
    Diagnostic(
      .error, "missing-table",
      LocalizedText(
        ru: "нет таблицы \(english).csv (\(russian).csv)", en: "there is no table \(english).csv (\(russian).csv)"),
      at: .file(shown))
  }

  func stranger(_ table: TableName, near: String?) -> Diagnostic {
    let known = PersonTable.allCases.map { "\($0.name).csv (\($0.russianName).csv)" }.joined(separator: ", ")
    return Diagnostic(
      .error, "unknown-table",
      LocalizedText(
        ru: "имя файла не говорит, какая это таблица", en: "the file's name does not say which table it is"),
      at: .file(shown), notes: [LocalizedText(ru: "имена таблиц: \(known)", en: "names of tables: \(known)")])
  }

  func read(_ table: TableName, names: [String]) -> (table: Table?, diagnostics: [Diagnostic]) {
    guard let bytes = file.bytes() else { return (nil, [file.unreadable]) }
    return Table.read(bytes, file: file.shown)
  }
}
