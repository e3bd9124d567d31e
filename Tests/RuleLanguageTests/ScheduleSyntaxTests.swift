import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// Dates of conclusions and travel in the policy: both languages, mistakes, layout.
@Suite struct ScheduleSyntaxTests {
  private static let head = """
    политика цель роста: 10 % относительный
    шкала дефицита низкий больше 0 вес 1

    """

  private func compile(_ text: String) -> (rules: RuleSet?, diagnostics: [Diagnostic]) {
    RuleCompiler(vocabulary: sampleVocabulary())
      .compile([SyntaxTree(parsing: SourceText(path: "t.rules", text: text))])
  }

  private func rule(_ conclusion: String) -> String {
    Self.head + "правило «А» если роль = резерв то \(conclusion) потому что «п» основание «о»"
  }

  @Test func bothLanguagesMeanTheSame() throws {
    let russian = try #require(
      compile(rule("рекомендовать №1.5 с весом 7 не раньше 1 октября не позже 31 декабря")).rules)
    let english = try #require(
      compile(
        """
        policy growth target: 10 % relative travel: 2 days
        deficit scale low above 0 weight 1
        rule «A» if role = reserve then recommend №1.5 with weight 7 not before 1 October not after 31 December
        because «r» basis «b»
        """
      ).rules)
    let window = try #require(russian.rules[0].conclusions[0].window)
    #expect(window == english.rules[0].conclusions[0].window)
    #expect(
      [window.notBefore?.month, window.notBefore?.day, window.notAfter?.month, window.notAfter?.day] == [10, 1, 12, 31])
    #expect(english.policy.travelDays == 2 && russian.policy.travelDays == 0)
    #expect(compile("политика дорога: 1 день цель роста: 5 % абсолютный шкала дефицита н от 1 вес 1").rules != nil)
  }

  @Test(arguments: [
    ("исключить №1.5 не раньше 1 мая", "needless-window"), ("обязательно №1.5 не раньше 31 апреля", "impossible-date"),
    ("обязательно №1.5 не раньше 1 мая не позже 1 октября", "empty-window"),
    ("обязательно №1.5 не раньше мая", "syntax"), ("обязательно №1.5 не раньше 1", "syntax"),
    ("обязательно №1.5 не раньше 1 мая не раньше 2 мая", "syntax"),
  ])
  func mistakes(_ conclusion: String, _ id: String) {
    #expect(compile(rule(conclusion)).diagnostics.map(\.id.rawValue) == [id])
  }

  @Test func expectationsTakeNoDates() {
    let text = rule("обязательно №1.5") + " пример «а» дано роль = резерв ожидается обязательно №1.5 не раньше 1 мая"
    #expect(compile(text).diagnostics.map(\.id.rawValue) == ["needless-window"])
  }

  @Test func travelIsDeclaredOnceInWholeDays() {
    func ids(_ policy: String) -> [String] {
      compile(Self.head + "политика " + policy).diagnostics.map(\.id.rawValue)
    }
    #expect(ids("дорога: 1,5 дня") == ["not-whole"])
    #expect(ids("дорога: 31 день") == ["not-whole"])
    #expect(ids("дорога: 1 день дорога: 2 дня") == ["duplicate"])
    #expect(ids("дорога: 1 месяц") == ["syntax"])
  }

  @Test func layout() throws {
    let messy =
      "политика дорога:2   дня правило «А» то обязательно №1.5   не раньше  1 мая потому что «п» основание «о»"
    let tree = SyntaxTree(parsing: SourceText(path: "t.rules", text: messy))
    let formatted = try #require(RuleFormatter().format(tree))
    #expect(formatted.contains("  дорога: 2 дня\n"))
    #expect(formatted.contains("  то обязательно №1.5 не раньше 1 мая\n"))
    let again = SyntaxTree(parsing: SourceText(path: "t.rules", text: formatted))
    #expect(RuleFormatter().format(again) == formatted)
  }
}
