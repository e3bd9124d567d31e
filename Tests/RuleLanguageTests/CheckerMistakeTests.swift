import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// Every mistake in the meaning of a file is found at load, with its place.
@Suite struct CheckerMistakeTests {
  private static let head = """
    политика цель роста: 10 % относительный
    шкала дефицита критический от 40 вес 8, средний от 10 вес 2, низкий больше 0 вес 1

    """

  private func compile(_ text: String) -> (rules: RuleSet?, diagnostics: [Diagnostic]) {
    RuleCompiler(vocabulary: sampleVocabulary())
      .compile([SyntaxTree(parsing: SourceText(path: "t.rules", text: text))])
  }

  private func ids(condition: String) -> [String] {
    let text = Self.head + "правило «А» если \(condition) то обязательно №1.5 потому что «п» основание «о»"
    return compile(text).diagnostics.map(\.id.rawValue)
  }

  @Test func sampleCompiles() {
    let (rules, diagnostics) = compile(sampleRules)
    #expect(diagnostics == [])
    #expect(rules?.rules.map(\.header.name) == ["Не повторять", "Школа с низкими результатами"])
    #expect(rules?.scale.map(\.lower) == [4000, 2500, 1000, 1])
    #expect(rules?.policy.hourPrice == 10)
    #expect(rules?.policy.concurrent == 2)
  }

  @Test(arguments: [
    ("ролль = резерв", "unknown-field"), ("роль = директор", "unknown-value"), ("роль > резерв", "not-ordered"),
    ("роль = 5", "wrong-kind"), ("балл К9 = 5", "unknown-key"), ("балл = 5", "missing-key"),
    ("роль К1 = резерв", "needless-key"), ("балл К1 = много", "wrong-kind"), ("балл К1 >= 101", "out-of-range"),
    ("балл К1 = 4,567", "too-precise"), ("балл К1 > 100", "never-true"), ("балл К1 < 0", "never-true"),
    ("стаж = 1,5", "not-whole"), ("переподготовка = может", "wrong-kind"), ("школа: хорошая", "unknown-value"),
    ("школа = зона_риска", "set-needs-colon"), ("роль: резерв", "not-a-set"),
    ("дефицит К1 не ниже огромный", "unknown-band"), ("балл К1 не ниже средний", "wrong-kind"),
    ("роль = резерв и роль = руководитель", "contradiction"), ("балл К1 < 40 и балл К1 > 60", "contradiction"),
    ("не (роль = резерв или не роль = резерв)", "contradiction"), ("назначен > 31.02.2023", "impossible-date"),
    ("пройдено: №7.7", "unknown-value"), ("показатель «охват» = да", "wrong-kind"),
    ("показатель «нет» = да", "unknown-key"),
    ("балл К1 от 60 до 40", "never-true"),
  ])
  func condition(_ text: String, _ id: String) { #expect(ids(condition: text) == [id]) }

  @Test(arguments: [
    "K1", "к1",
  ])
  func lookAlikesMeanTheSame(_ code: String) { #expect(ids(condition: "балл \(code) >= 40") == []) }

  @Test func suggestions() {
    let text = Self.head + "правило «А» если роль = руководитиль то обязательно №1.16 потому что «п» основание «о»"
    let fixes = compile(text).diagnostics.map { $0.fixes.first?.replacement }
    #expect(fixes == ["руководитель", "№1.6"])
  }

  @Test(arguments: [
    ("правило «А» то обязательно №9.9 потому что «п» основание «о»", ["unknown-measure"]),
    ("правило «А» то обязательно №1.1 потому что «п» основание «о»", ["not-recommendable"]),
    ("правило «А» то обязательно №1.5, исключить №1.5 потому что «п» основание «о»", ["two-conclusions"]),
    ("правило «А» то обязательно №1.5 с весом 5 потому что «п» основание «о»", ["needless-weight"]),
    ("правило «А» то рекомендовать №1.5 с весом 0 потому что «п» основание «о»", ["not-whole"]),
    ("диагностика «Д» если дефицит К1 > 5 то дефицит К2 + 5 потому что «п» основание «о»", ["derived-in-diagnostic"]),
    ("диагностика «Д» если балл К1 > 5 то дефицит К9 + 5 потому что «п» основание «о»", ["unknown-competency"]),
    ("диагностика «Д» если балл К1 > 5 то дефицит К2 + 101 потому что «п» основание «о»", ["out-of-range"]),
    ("цели директор: как резерв", ["unknown-role"]), ("цели резерв: как резерв", ["targets-like-itself"]),
    ("цели резерв: К1 = 120", ["out-of-range"]), ("политика горизонт: 0 месяцев", ["not-whole"]),
    ("политика не занимать: 31 июня – 5 июля", ["impossible-date"]),
    ("политика цель роста: 5 % абсолютный", ["duplicate"]),
    ("шкала дефицита низкий от 5 вес 1", ["duplicate"]),
    ("пример «П» дано роль = резерв ожидается сработало «Нет такого»", ["unknown-rule"]),
    ("пример «П» дано балл К1 > 5 ожидается нет №1.5", ["fact-needs-value"]),
    ("пример «П» дано роль = резерв, роль = заместитель ожидается нет №1.5", ["repeated-fact"]),
  ])
  func declaration(_ text: String, _ expected: [String]) {
    #expect(compile(Self.head + text).diagnostics.map(\.id.rawValue) == expected)
  }

  @Test func missingSettings() {
    let ids = compile("правило «А» то обязательно №1.5 потому что «п» основание «о»").diagnostics.map(\.id.rawValue)
    #expect(Set(ids) == ["missing-scale", "missing-growth-target"])
  }

  @Test func duplicateNamesAcrossFiles() {
    let rule = "правило «А» то обязательно №1.5 потому что «п» основание «о»"
    let trees = [Self.head + rule, rule].enumerated().map {
      SyntaxTree(parsing: SourceText(path: "\($0.offset).rules", text: $0.element))
    }
    let diagnostics = RuleCompiler(vocabulary: sampleVocabulary()).compile(trees).diagnostics
    #expect(diagnostics.map(\.id.rawValue) == ["duplicate"])
    #expect(diagnostics.first?.notes.first?.russian.contains("0.rules:3") == true)
  }

  @Test func englishMeansTheSame() throws {
    let russian =
      Self.head + "правило «А» если роль = резерв и не школа: зона_риска или дефицит К1 не ниже средний "
      + "то рекомендовать №1.5 с весом 7 потому что «п» основание «о»"
    let english =
      "policy growth target: 10 % relative\n"
      + "deficit scale критический from 40 weight 8, средний from 10 weight 2, низкий over 0 weight 1\n"
      + "rule «А» if role = reserve and not school: at_risk or deficit К1 at least средний "
      + "then recommend №1.5 with weight 7 because «п» basis «о»"
    let a = try #require(compile(russian).rules)
    let b = try #require(compile(english).rules)
    func shape(_ condition: Condition) -> [Int: ValueSet] {
      Dictionary(uniqueKeysWithValues: condition.literals.map { ($0.field, $0.values) })
    }
    #expect(shape(a.rules[0].condition) == shape(b.rules[0].condition))
    #expect(a.rules[0].conclusions.map(\.kind) == b.rules[0].conclusions.map(\.kind))
    #expect(a.scale == b.scale)
  }

  @Test func orderOfFilesAndRulesChangesNothing() throws {
    let parts = sampleRules.split(separator: "\n\n").map { String($0) + "\n" }
    let forward = try #require(compile(parts.joined(separator: "\n")).rules)
    let trees = parts.reversed().enumerated().map {
      SyntaxTree(parsing: SourceText(path: "f\($0.offset).rules", text: $0.element))
    }
    let (backward, diagnostics) = RuleCompiler(vocabulary: sampleVocabulary()).compile(trees)
    #expect(diagnostics == [])
    #expect(backward?.rules.map(\.header.name) == forward.rules.map(\.header.name))
    #expect(backward?.rules.map(\.conclusions.count) == forward.rules.map(\.conclusions.count))
    #expect(backward?.scale == forward.scale)
    #expect(backward?.policy == forward.policy)
  }
}
