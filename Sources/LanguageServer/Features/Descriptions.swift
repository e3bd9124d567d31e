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

  private func paragraphs(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  // MARK: Catalog

  private func measure(_ symbol: Symbol) -> String {
    guard let measure = region.catalog.measure(spelled: symbol.code) else {
      return "**№\(symbol.code)** \(escaped(symbol.title))"
    }
    let gains = region.catalog.gains(of: measure.code).map {
      "\($0.competency.text) +\(number($0.points))\(mark($0.status))"
    }
    return paragraphs(
      [
        "**№\(measure.code.text)** \(escaped(measure.title))", facts(of: measure),
        measure.term.isEmpty ? nil : say("Срок: ", "Term: ") + escaped(measure.term) + mark(measure.windowStatus),
        say("Для кого: ", "For: ") + "`\(measure.audience)`",
        gains.isEmpty ? nil : say("Прирост: ", "Gain: ") + gains.joined(separator: ", "),
        symbol.isTarget ? nil : say("Не обучает: в маршрут не ставится", "Teaches nothing: never part of a route"),
        say("\\* оценка", "\\* an estimate"),
      ].enumerated().filter { $0.offset < 6 || hasEstimates(measure) }.map(\.element))
  }

  /// Kind, hours and format in one line: what completion shows beside a code.
  func facts(of measure: Measure) -> String {
    let kind = measure.kind.spelling(in: language).replacing("_", with: " ")
    let hours = measure.hours.map { "\($0) " + say("ч", "h") + mark(measure.hoursStatus) }
    let unknown = say("часы неизвестны", "hours unknown")
    return [
      kind, hours ?? (measure.kind.teaches ? unknown : nil),
      measure.kind.teaches ? measure.format.spelling(in: language) : nil,
    ]
    .compactMap { $0 }.joined(separator: ", ")
  }

  private func hasEstimates(_ measure: Measure) -> Bool {
    (measure.hours != nil && measure.hoursStatus == .estimate)
      || (!measure.term.isEmpty && measure.windowStatus == .estimate)
      || region.catalog.gains(of: measure.code).contains { $0.status == .estimate }
  }

  private func mark(_ status: ValueStatus) -> String { status == .estimate ? "\\*" : "" }

  func number(_ points: Points) -> String { points.text(separator: language == .russian ? "," : ".") }

  private func competency(_ symbol: Symbol) -> String {
    let targets = Role.allCases.compactMap { role in
      target(of: role, in: symbol).map { "\(role.spelling(in: language)) \($0)" }
    }
    return paragraphs([
      "**\(symbol.code)** \(escaped(symbol.title))",
      targets.isEmpty ? nil : say("Цели: ", "Targets: ") + targets.joined(separator: ", "),
    ])
  }

  /// The target of a role, by the steps of the planner: the rules' override, the catalog, the role named by «как».
  private func target(of role: Role, in competency: Symbol) -> String? {
    let own = region.catalog.competency(spelled: competency.code)?.targets ?? [:]
    var role = role
    var borrowed = ""
    for _ in Role.allCases {
      let entry = targets.first { Role(spelling: $0.role.text) == role }
      let override = entry?.overrides.first {
        LookAlike.fold($0.competency.text) == LookAlike.fold(competency.code)
      }
      if let override { return override.points.text + borrowed }
      if let points = own[role] { return number(points) + borrowed }
      guard let like = entry?.like, let next = Role(spelling: like.text) else { return nil }
      role = next
      borrowed = say(" (как \(next.spelling(in: language)))", " (like \(next.spelling(in: language)))")
    }
    return nil
  }

  private func describe(_ indicator: Indicator) -> String {
    paragraphs([
      "**\(escaped(indicator.name))** (\(indicator.code)) — \(escaped(indicator.title))",
      indicator.kind.map { say("Значение: ", "Value: ") + kind($0) },
      indicator.numerator.isEmpty ? nil : "K: " + escaped(indicator.numerator),
      indicator.denominator.isEmpty ? nil : "O: " + escaped(indicator.denominator),
    ])
  }

  private func kind(_ kind: IndicatorKind) -> String {
    switch kind {
    case .boolean: say("да или нет", "yes or no")
    case .percent: say("процент от 0 до 100", "percent from 0 to 100")
    case .count: say("целое число от 0", "a whole number from 0")
    }
  }

  private func describe(_ municipality: Municipality) -> String {
    let names = municipality.names.map { name in
      let from = name.from.map { say(" с ", " from ") + (language == .russian ? $0.dotted : $0.iso) } ?? ""
      let to = name.to.map { say(" по ", " to ") + (language == .russian ? $0.dotted : $0.iso) } ?? ""
      return escaped(name.text) + from + to
    }
    return paragraphs(["**\(escaped(municipality.key))**", names.joined(separator: "; ")])
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
    case .single(let position): return domain(vocabulary.fields[position].domain)
    case .set(let members, _): return say("Множество: ", "A set: ") + list(members)
    case .indexed(let keys, let first):
      let values = family.usesBands ? say(" или уровень шкалы", " or a band of the scale") : ""
      let domains = Set(keys.indices.map { domain(vocabulary.fields[first + $0].domain) })
      let domain = domains.count == 1 ? domains.first.map { $0 + values } : nil
      return paragraphs([domain, say("Уточнение: ", "Key: ") + list(keys)])
    }
  }

  private func domain(_ domain: Domain) -> String {
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
