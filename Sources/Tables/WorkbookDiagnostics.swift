import Diagnostics
import OfficeFiles

/// The wording of what is wrong with a workbook as a file.
enum WorkbookDiagnostics {
  static func diagnostic(_ failure: WorkbookFailure, file: String) -> Diagnostic {
    let (id, message) = words(failure)
    let place: DiagnosticPlace =
      switch failure {
      case .textTooLong(let sheet, let cell, _):
        .cell(file: WorkbookSource.place(file, sheet), line: 0, column: nil, cell: cell)
      default: .file(file)
      }
    return Diagnostic(.error, id, message, at: place)
  }

  private static func words(_ failure: WorkbookFailure) -> (DiagnosticID, LocalizedText) {
    switch failure {
    case .archive(let failure): return words(failure)
    case .notAWorkbook:
      return ("not-a-workbook", LocalizedText(ru: "это архив, но не книга Excel", en: "an archive, but no workbook"))
    case .binaryWorkbook:
      return (
        "binary-workbook",
        LocalizedText(
          ru: "двоичная книга (.xlsb) не читается: сохраните её как .xlsx",
          en: "a binary workbook (.xlsb) is not read: save it as .xlsx")
      )
    case .malformed(let part, let line):
      return (
        "damaged-workbook",
        LocalizedText(
          ru: "книга повреждена: часть «\(part)», строка \(line)",
          en: "the workbook is damaged: part «\(part)», line \(line)")
      )
    case .declaresEntities(let part):
      return (
        "xml-entities",
        LocalizedText(
          ru: "часть книги «\(part)» объявляет сущности XML: программы таблиц так не пишут, файл не читается",
          en: "the workbook's part «\(part)» declares XML entities: no spreadsheet program does, the file is not read")
      )
    case .notUTF8(let part):
      return (
        "workbook-encoding",
        LocalizedText(ru: "часть книги «\(part)» не в UTF-8", en: "the workbook's part «\(part)» is not UTF-8")
      )
    case .tooMuch(let part, let limit):
      return (
        "workbook-too-large",
        LocalizedText(
          ru: "в «\(part)» больше, чем читается: предел \(limit)", en: "«\(part)» holds more than is read: \(limit)")
      )
    case .textTooLong(_, _, let limit):
      return (
        "cell-too-long",
        LocalizedText(ru: "текст ячейки длиннее \(limit)", en: "the cell's text is longer than \(limit)")
      )
    case .sheetTooLarge(let sheet):
      return (
        "sheet-too-large",
        LocalizedText(
          ru: "лист «\(sheet)» больше, чем вмещает книга Excel",
          en: "the sheet «\(sheet)» is larger than a workbook holds")
      )
    case .badSheetName(let name):
      return (
        "bad-sheet-name",
        LocalizedText(
          ru: "листа книги с именем «\(name)» быть не может", en: "a workbook can't have a sheet named «\(name)»")
      )
    }
  }

  private static func words(_ failure: ZipFailure) -> (DiagnosticID, LocalizedText) {
    switch failure {
    case .notAnArchive, .severalVolumes, .damaged, .missing, .stopped:
      return (
        "damaged-workbook",
        LocalizedText(
          ru: "книга повреждена или скачана не до конца", en: "the workbook is damaged or was not copied whole")
      )
    case .zip64:
      return (
        "workbook-too-large",
        LocalizedText(ru: "архив 64-битной формы не читается", en: "an archive of the 64-bit form is not read")
      )
    case .encrypted:
      return (
        "encrypted-workbook",
        LocalizedText(
          ru: "книга зашифрована: снимите пароль и сохраните её", en: "the workbook is encrypted: remove the password")
      )
    case .unknownMethod(let entry, let method):
      return (
        "damaged-workbook",
        LocalizedText(
          ru: "«\(entry)» сжато неизвестным способом \(method)", en: "«\(entry)» has the unknown compression \(method)")
      )
    case .badName(let entry), .duplicateName(let entry), .overlapping(let entry):
      return (
        "suspicious-archive",
        LocalizedText(
          ru: "архив устроен не как книга, файл не читается: «\(shown(entry))»",
          en: "the archive is not built like a workbook and is not read: «\(shown(entry))»")
      )
    case .tooManyEntries(let limit):
      return (
        "workbook-too-large",
        LocalizedText(ru: "в архиве больше \(limit) файлов", en: "the archive has more than \(limit) files")
      )
    case .tooLarge(let entry, let limit):
      return (
        "workbook-too-large",
        LocalizedText(
          ru: "«\(entry)» распаковывается больше чем в \(limit >> 20) МиБ",
          en: "«\(entry)» inflates to over \(limit >> 20) MiB")
      )
    case .tooDense(let entry, let limit):
      return (
        "zip-bomb",
        LocalizedText(
          ru: "«\(entry)» сжато больше чем в \(limit) раз: похоже на архив-бомбу, файл не читается",
          en: "«\(entry)» is compressed over \(limit) times: it looks like a zip bomb and is not read")
      )
    }
  }

  /// A hostile name without what could trick a terminal.
  private static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(name.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
  }
}
