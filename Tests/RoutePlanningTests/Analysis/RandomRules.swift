import TestSupport

/// Random rule files over the catalog of `AnalysisFixture`, as people would write them.
struct RandomRules {
  var random: SplitMix64

  private static let atoms = [
    "роль = руководитель", "роль один из руководитель | резерв", "роль != резерв", "организация = школа | спо",
    "школа: зона_риска", "не школа: низкие_результаты", "пройдено: №1.2", "стаж < 12", "стаж от 12 до 36",
    "переподготовка = да", "не наставник = да", "балл К1 < 40", "балл К2 >= 30,5", "нет данных: балл К1",
    "дефицит К1 не ниже высокий", "дефицит К1 = низкий", "дефицит К2 > 10", "показатель «план» = нет",
    "показатель «охват» < 50", "не нет данных: показатель «охват»",
  ]

  private mutating func pick(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }

  private mutating func condition(_ atoms: [String]) -> String {
    let parts = Array(atoms.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
    if parts.count == 4 { return "\(parts[0]) и (\(parts[1]) или \(parts[2]) и \(parts[3]))" }
    if parts.count == 3, Bool.random(using: &random) { return "(\(parts[0]) или \(parts[1])) и \(parts[2])" }
    return parts.joined(separator: Bool.random(using: &random) ? " и " : " или ")
  }

  /// Diagnostics and rules; conditions may contradict themselves, so the file may not compile.
  mutating func file(rules: Int) -> String {
    let base = Self.atoms.filter { !$0.contains("дефицит") }
    var text = AnalysisFixture.diagnostic(
      "Д1", condition(base), "дефицит К1 + \(Int.random(in: 1...40, using: &random))")
    text += AnalysisFixture.diagnostic("Д2", condition(base), "дефицит К1 + 15, дефицит К2 + 5,5")
    for index in 0..<rules {
      let verb = pick(["обязательно", "рекомендовать", "исключить"])
      let weight = verb == "рекомендовать" ? " с весом \(Int.random(in: 1...50, using: &random))" : ""
      let measure = pick(["№1.1", "№1.2", "№1.3", "№1.4"])
      text += AnalysisFixture.rule("П\(index)", condition(Self.atoms), "\(verb) \(measure)\(weight)")
    }
    return text
  }
}
