import Diagnostics
import RouteModel
import RuleLanguage

/// What names stand for, in Markdown.
extension RuleDocument {
  /// A description of a thing, a line or several.
  func description(of thing: NamedThing) -> String {
    switch thing {
    case .keyword(let keyword):
      return "**\(keyword.phrase(in: file.tree.language))** — \(KeywordHelp.line(keyword)[language])"
    case .field(let family): return field(family)
    case .measure(let symbol): return measure(symbol)
    case .competency(let symbol): return competency(symbol)
    case .indicator(let indicator): return describe(indicator)
    case .municipality(let municipality): return describe(municipality)
    case .value(let name, let family):
      let value = say("значение поля «\(family.name.russian)»", "a value of «\(family.name.english)»")
      return "**\(name[language])** — \(value)"
        + (name.russian == name.english ? "" : ": \(name.russian) · \(name.english)")
    case .role(let name): return "**\(name[language])** — " + say("роль", "a role")
    case .band(let index): return band(index)
    case .rule(let name, let reason, let file):
      return paragraphs([
        "**«\(escaped(name.text))»** — \(file.uri.name)", reason.map { escaped($0.text.text) },
        reason.map { say("Основание: ", "Basis: ") + escaped($0.basis.text) },
      ])
    }
  }

  /// Markdown that shows the text as it is.
  func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  func paragraphs(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  // MARK: Rules

  private func band(_ index: Int) -> String {
    let (band, lower, upper, _) = bands[index]
    let from = band.isOpen ? say("больше ", "over ") : say("от ", "from ")
    let to = upper.map { say(", меньше ", ", below ") + number($0) } ?? say(" до 100", " to 100")
    return "**\(escaped(band.name.text))** — " + say("уровень дефицита: ", "a band of deficits: ") + from
      + number(lower) + to
      + say(", вес ", ", weight ") + band.weight.text
  }

  private func field(_ family: FieldFamily) -> String {
    paragraphs(["**\(escaped(family.name[language]))** — \(family.title[language])", values(of: family)])
  }

  /// The values of a field, in words.
  func values(of family: FieldFamily) -> String {
    guard let vocabulary = region.vocabulary else { return "" }
    switch family.shape {
    case .single(let position): return text(of: vocabulary.fields[position].domain)
    case .set(let members, _): return say("Множество: ", "A set: ") + list(members)
    case .indexed(let keys, let first):
      let values = family.usesBands ? say(" или уровень шкалы", " or a band of the scale") : ""
      let domains = Set(keys.indices.map { text(of: vocabulary.fields[first + $0].domain) })
      let domain = domains.count == 1 ? domains.first.map { $0 + values } : nil
      return paragraphs([domain, say("Уточнение: ", "Key: ") + list(keys)])
    }
  }

  private func text(of domain: Domain) -> String {
    switch domain {
    case .enumeration(let names): return say("Значения: ", "Values: ") + list(names)
    case .boolean: return say("да или нет", "yes or no")
    case .integer(let range):
      return say(
        "целое число от \(range.lowerBound) до \(range.upperBound)",
        "a whole number from \(range.lowerBound) to \(range.upperBound)")
    case .decimal(let range):
      let (low, high) = (Points(hundredths: Int(range.lowerBound)), Points(hundredths: Int(range.upperBound)))
      return say("число от \(number(low)) до \(number(high))", "a number from \(number(low)) to \(number(high))")
    case .date: return say("дата, например 01.09.2023", "a date, for example 2023-09-01")
    }
  }

  private func list(_ names: [BilingualName]) -> String { names.map { escaped($0[language]) }.joined(separator: ", ") }
}
