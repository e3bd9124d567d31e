import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// Seats and coverage in the policy: both languages, mistakes, layout.
@Suite struct SeatPolicyTests {
  private static let head = """
    политика цель роста: 10 % относительный
    шкала дефицита низкий больше 0 вес 1

    """

  private func compile(_ text: String) -> (rules: RuleSet?, diagnostics: [Diagnostic]) {
    RuleCompiler(vocabulary: sampleVocabulary())
      .compile([SyntaxTree(parsing: SourceText(path: "t.rules", text: text))])
  }

  private func settings(_ text: String) -> PolicySettings? { compile(Self.head + "политика " + text).rules?.policy }

  @Test func silenceMeansAPlainSum() throws {
    let policy = try #require(settings("горизонт: 12 месяцев"))
    #expect(!policy.deficitsFirst && policy.seatFloor == nil && policy.coverageWorth == 0)
  }

  @Test func bothLanguagesMeanTheSame() throws {
    let russian = try #require(
      settings(
        "места: сначала большие дефициты, муниципалитету не менее 50 % мест по 7,5 балла охват: недостающий человек стоит 10 баллов"
      ))
    let english = try #require(
      compile(
        """
        policy growth target: 10 % relative
          seat sharing: largest deficits first, each municipality at least 50 % of seats worth 7.5 points
          coverage: a missing person costs 10 points
        deficit scale low over 0 weight 1
        """
      ).rules?.policy)
    #expect(russian == english)
    #expect(russian.deficitsFirst && russian.coverageWorth == 1000)
    #expect(russian.seatFloor?.amount == 50 && russian.seatFloor?.isShare == true && russian.seatFloor?.worth == 750)
  }

  @Test func variantsAndDefaults() throws {
    let policy = try #require(
      settings("места: каждому муниципалитету не менее 1 места охват: человек цели стоит 0,5 балла"))
    #expect(policy.seatFloor?.isShare == false && policy.seatFloor?.worth == 10_000 && policy.coverageWorth == 50)
  }

  @Test(arguments: [
    ("места: муниципалитету не менее 0 мест", "not-whole", "ожидается целое число от 1 до 10000, а найдено «0»"),
    ("места: муниципалитету не менее 101 % мест", "not-whole", "ожидается целое число от 1 до 100, а найдено «101»"),
    ("места: муниципалитету не менее 2,5 места", "not-whole", "ожидается целое число от 1 до 10000, а найдено «2,5»"),
    ("места: муниципалитету не менее 5", "syntax", nil), ("места: муниципалитету 5 мест", "syntax", nil),
    ("места: поровну", "syntax", nil), ("места сначала большие дефициты", "syntax", nil),
    ("места: муниципалитету не менее 5 мест по", "syntax", nil),
    ("места: муниципалитету не менее x мест", "syntax", nil),
    ("места: сначала большие дефициты, сначала большие дефициты", "duplicate", nil),
    ("места: муниципалитету не менее 5 мест, муниципалитету не менее 6 мест", "duplicate", nil),
    ("места: сначала большие дефициты места: муниципалитету не менее 5 мест", "duplicate", nil),
    ("охват: недостающий человек стоит 20000 баллов", "out-of-range", nil),
    ("охват: недостающий человек стоит 0,005 балла", "too-precise", nil), ("охват: 10 баллов", "syntax", nil),
    ("охват: недостающий человек стоит 10", "syntax", nil),
  ])
  func mistakes(_ text: String, _ id: String, _ message: String?) {
    let found = compile(Self.head + "политика " + text).diagnostics
    #expect(found.map(\.id.rawValue) == [id])
    if let message { #expect(found.first?.message.russian == message) }
  }

  /// The word «места» at the end of a wrong entry is not taken for the next entry, and the next is still read.
  @Test func oneMistakeOneMessage() {
    let text = "места: муниципалитету не менее x места цена часа: дорого горизонт: 12 месяцев"
    #expect(compile(Self.head + "политика " + text).diagnostics.count == 2)
  }

  @Test func layout() throws {
    let messy =
      "политика места:сначала большие   дефициты ,муниципалитету не менее 50% мест охват:человек цели стоит 1 балл"
    let tree = SyntaxTree(parsing: SourceText(path: "t.rules", text: messy))
    let formatted = try #require(RuleFormatter().format(tree))
    #expect(formatted.contains("  места: сначала большие дефициты, муниципалитету не менее 50 % мест\n"))
    #expect(formatted.contains("  охват: человек цели стоит 1 балл\n"))
    let again = SyntaxTree(parsing: SourceText(path: "t.rules", text: formatted))
    #expect(RuleFormatter().format(again) == formatted)
    let english = try #require(RuleFormatter(language: .english).format(tree))
    #expect(english.contains("  seat sharing: largest deficits first, each municipality at least 50 % seats\n"))
  }
}
