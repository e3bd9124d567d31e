import Diagnostics
import RouteModel
import RuleLanguage

/// What the catalog says of its rows, in Markdown. Estimates are marked with a star.
extension RuleDocument {
  func measure(_ symbol: Symbol) -> String {
    guard let measure = region.catalog.measure(spelled: symbol.code) else {
      return paragraphs(["**№\(symbol.code)** \(escaped(symbol.title))", symbol.isTarget ? nil : neverInARoute])
    }
    let gains = region.catalog.gains(of: measure.code).map {
      "\($0.competency.text) +\(number($0.points))\(mark($0.status))"
    }
    return paragraphs([
      "**№\(measure.code.text)** \(escaped(measure.title))", facts(of: measure),
      measure.term.isEmpty ? nil : say("Срок: ", "Term: ") + escaped(measure.term) + mark(measure.windowStatus),
      say("Для кого: ", "For: ") + "`\(measure.audience)`",
      gains.isEmpty ? nil : say("Прирост: ", "Gain: ") + gains.joined(separator: ", "),
      symbol.isTarget ? nil : neverInARoute,
      hasEstimates(measure) ? say("\\* оценка", "\\* an estimate") : nil,
    ])
  }

  private var neverInARoute: String {
    say("Не обучает: в маршрут не ставится", "Teaches nothing: never part of a route")
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

  func competency(_ symbol: Symbol) -> String {
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

  func describe(_ indicator: Indicator) -> String {
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

  func describe(_ municipality: Municipality) -> String {
    let names = municipality.names.map { name in
      let from = name.from.map { say(" с ", " from ") + (language == .russian ? $0.dotted : $0.iso) } ?? ""
      let to = name.to.map { say(" по ", " to ") + (language == .russian ? $0.dotted : $0.iso) } ?? ""
      return escaped(name.text) + from + to
    }
    return paragraphs(["**\(escaped(municipality.key))**", names.joined(separator: "; ")])
  }
}
