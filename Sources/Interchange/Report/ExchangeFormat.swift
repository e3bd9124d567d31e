import Diagnostics

/// A format of a neighbouring system.
public enum ExchangeFormat: String, Sendable, Hashable, CaseIterable {
  /// Moodle: competency frameworks as CSV (`admin/tool/lpimportcsv`).
  case moodleCompetencies = "moodle-competencies"
  /// Moodle: the download of a quiz's report «Grades».
  case moodleQuiz = "moodle-quiz"
  /// Moodle: the gradebook's export as plain text.
  case moodleGradebook = "moodle-gradebook"
  /// 1EdTech CASE: a package of a competency framework as JSON.
  case competencyPackage = "case"
  /// xAPI: statements as JSON.
  case xAPI = "xapi"

  /// What people call it.
  public var title: LocalizedText {
    switch self {
    case .moodleCompetencies:
      LocalizedText(ru: "Moodle, структура компетенций", en: "Moodle, competency framework")
    case .moodleQuiz: LocalizedText(ru: "Moodle, отчёт теста «Оценки»", en: "Moodle, quiz report «Grades»")
    case .moodleGradebook: LocalizedText(ru: "Moodle, журнал оценок", en: "Moodle, gradebook")
    case .competencyPackage: LocalizedText(ru: "1EdTech CASE, модель компетенций", en: "1EdTech CASE, framework")
    case .xAPI: LocalizedText(ru: "xAPI, записи о пройденном", en: "xAPI, statements of completion")
    }
  }
}

/// Which way data go.
public enum ExchangeDirection: String, Sendable, Hashable {
  /// From the neighbour.
  case imported = "import"
  /// To the neighbour.
  case exported = "export"
}

/// What a report counts.
public enum ExchangeUnit: String, Sendable, Hashable, CaseIterable {
  /// Rows of a table.
  case rows
  /// Results of tests.
  case results
  /// Competencies and groups.
  case competencies
  /// Items of a package.
  case items
  /// Associations between items.
  case associations
  /// xAPI statements.
  case statements
  /// Completed measures.
  case completions

  /// Its name.
  public var title: LocalizedText {
    switch self {
    case .rows: LocalizedText(ru: "строки", en: "rows")
    case .results: LocalizedText(ru: "результаты", en: "results")
    case .competencies: LocalizedText(ru: "компетенции и группы", en: "competencies and groups")
    case .items: LocalizedText(ru: "элементы", en: "items")
    case .associations: LocalizedText(ru: "связи", en: "associations")
    case .statements: LocalizedText(ru: "записи", en: "statements")
    case .completions: LocalizedText(ru: "пройденное", en: "completions")
    }
  }
}
