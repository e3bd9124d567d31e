import Diagnostics

/// The file of a Moodle competency framework: fourteen columns in a fixed order, whatever their headers say.
enum MoodleFramework {
  /// The columns, in their order.
  enum Column: Int, CaseIterable {
    case parent
    case idNumber
    case shortName
    case description
    case descriptionFormat
    case scaleValues
    case scaleConfiguration
    case ruleType
    case ruleOutcome
    case ruleConfiguration
    case crossReferences
    case exportedID
    case isFramework
    case taxonomy
  }

  /// The English headers of Moodle; it reads columns by position and takes any.
  static let header = [
    "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values",
    "Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)",
    "Cross-referenced competency ID numbers", "Exported ID (optional)", "Is framework", "Taxonomy",
  ]

  /// How many characters of an ID number and a short name Moodle keeps.
  static let longest = 100

  /// What rule outcomes mean here. Links of activities to competencies use 2 and 3 the other way round.
  static func outcome(_ code: String) -> LocalizedText {
    switch code {
    case "", "0": LocalizedText(ru: "ничего", en: "none")
    case "1": LocalizedText(ru: "приложить подтверждение", en: "attach evidence")
    case "2": LocalizedText(ru: "считать освоенной", en: "complete")
    case "3": LocalizedText(ru: "рекомендовать зачёт", en: "recommend")
    default: LocalizedText(verbatim: "«\(code)»")
    }
  }

  /// The number that PHP takes the text for; nil where it is no number. Moodle compares the ID numbers of parents with
  /// `==`, to which texts that are numbers are equal when the numbers are: `1.1` and `1.10`.
  static func numeric(_ text: String) -> Double? {
    let body = text.drop { $0.isWhitespace }
    guard let first = body.first, first.isNumber || "+-.".contains(first),
      body.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE ".contains($0)) })
    else { return nil }
    return Double(String(body.reversed().drop { $0 == " " }.reversed()))
  }
}
