import Diagnostics
import RouteModel
import Tables

/// What makes a whole file of results useless.
enum ResultsProblems {
  /// A message about the header.
  static func header(_ table: Table, _ id: DiagnosticID, _ message: LocalizedText, notes: [LocalizedText] = [])
    -> Diagnostic
  {
    Diagnostic(.error, id, message, at: .cell(file: table.file, line: table.headerLine, column: nil), notes: notes)
  }

  static func noKeys(_ table: Table) -> Diagnostic {
    header(
      table, "no-person-column",
      LocalizedText(
        ru: "нет ни столбца «Индивидуальный номер», ни «Адрес электронной почты»: по имени люди не сопоставляются",
        en: "there is neither a column «ID number» nor «Email address»: people are never matched by name"),
      notes: [
        LocalizedText(
          ru:
            "в Moodle: Администрирование → Пользователи → Права → Глобальные настройки пользователей → «Отображать персональные данные»: отметьте номер и почту, затем скачайте отчёт снова",
          en:
            "in Moodle: Site administration → Users → Permissions → User policies → «Show user identity»: switch on ID number and e-mail, then download the report again"
        )
      ])
  }

  static func noGrades(_ table: Table, _ others: [String], isQuiz: Bool) -> Diagnostic {
    let list = others.map { "«\($0)»" }.joined(separator: ", ")
    let map = LocalizedText(
      ru: "если столбцы названы иначе, дайте таблицу «столбец;компетенция» в --columns",
      en: "if the columns have other names, give a table «column;competency» with --columns")
    let whole = LocalizedText(
      ru: "если весь тест — об одной компетенции, укажите --competency К1",
      en: "if the whole test is about one competency, give --competency К1")
    return header(
      table, "no-grades",
      LocalizedText(
        ru: "ни один столбец с оценкой не назван кодом компетенции" + (list.isEmpty ? "" : ": \(list)"),
        en: "no column of grades is named by the code of a competency" + (list.isEmpty ? "" : ": \(list)")),
      notes: isQuiz ? [whole, map] : [map])
  }

  /// Two columns of one competency: which is the result can't be known.
  static func twice(_ columns: [ResultsCollector.GradeColumn], _ table: Table) -> [Diagnostic] {
    var seen: [CompetencyCode: String] = [:]
    return columns.compactMap { column in
      guard let first = seen.updateValue(column.name, forKey: column.competency) else { return nil }
      return header(
        table, "two-columns",
        LocalizedText(
          ru: "о компетенции \(column.competency) два столбца: «\(first)» и «\(column.name)»",
          en: "two columns are about \(column.competency): «\(first)» and «\(column.name)»"))
    }
  }

  /// Why a column of grades is not taken.
  static func why(_ name: String, _ catalog: Catalog) -> LocalizedText {
    let near = nearest(
      to: name.split(separator: " ").first.map(String.init) ?? name, among: catalog.competencies.map(\.code.text))
    return LocalizedText(
      ru: "название не начинается с кода компетенции" + (near.map { "; возможно, «\($0)»?" } ?? ""),
      en: "the name does not begin with the code of a competency" + (near.map { "; did you mean «\($0)»?" } ?? ""))
  }
}
