import Diagnostics
import RouteModel
import RuleLanguage

/// Writes facts and names as the rule language reads them.
struct RuleText: Sendable {
  let vocabulary: Vocabulary
  let language: Language

  /// `балл К1 = 48`, `школа: зона_риска`, `нет данных: стаж`.
  func fact(_ field: Int, _ value: Int32) -> String {
    guard let family = family(of: field) else { return vocabulary.fields[field].name[language] }
    if value == ValueSet.missing {
      let name = if case .set = family.shape { family.name[language] } else { self.field(field, family) }
      return "\(Keyword.noData.phrase(in: language)): \(name)"
    }
    if case .set = family.shape { return self.field(field, family) }
    return "\(self.field(field, family)) = \(self.value(value, vocabulary.fields[field].domain))"
  }

  /// A text in quotation marks that the lexer reads as it is.
  func quoted(_ text: String) -> String {
    var depth = 0
    for character in text {
      if character == "«" { depth += 1 }
      if character == "»" { depth -= 1 }
      if depth < 0 { break }
    }
    return depth == 0 ? "«\(text)»" : "\"\(text)\""
  }

  private func family(of field: Int) -> FieldFamily? {
    vocabulary.families.first { family in
      switch family.shape {
      case .single(let index): index == field
      case .indexed(let keys, let first): (first..<(first + keys.count)).contains(field)
      case .set(let members, let first): (first..<(first + members.count)).contains(field)
      }
    }
  }

  private func field(_ field: Int, _ family: FieldFamily) -> String {
    switch family.shape {
    case .single: family.name[language]
    case .indexed(let keys, let first):
      // Indicators are written in quotation marks, also where one word would do.
      "\(family.name[language]) \(word(keys[field - first][language], isText: isText(field)))"
    case .set(let members, let first): "\(family.name[language]): \(word(members[field - first][language]))"
    }
  }

  private func value(_ code: Int32, _ domain: Domain) -> String {
    switch domain {
    case .enumeration: word(domain.text(of: code, in: language))
    case .date: CalendarDate(dayNumber: Int(code)).dotted
    default: domain.text(of: code, in: language)
    }
  }

  private func isText(_ field: Int) -> Bool { vocabulary.fields[field].name[language].contains("«") }

  /// A name as a word or a measure, or else in quotation marks.
  private func word(_ name: String, isText: Bool = false) -> String {
    if name.hasPrefix("№") { return name }
    let isWord = !isText && name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isWord ? name : quoted(name)
  }
}
