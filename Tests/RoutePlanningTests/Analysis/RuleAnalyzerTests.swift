import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct RuleAnalyzerTests {
  /// Every witness can be pasted: it compiles, passes, and is a profile people can have.
  @Test func witnessesCanBePasted() throws {
    let seed: UInt64 = 103
    var random = RandomRules(random: SplitMix64(seed: seed))
    var pasted = 0
    for round in 0..<20 {
      let text = random.file(rules: 6)
      guard let context = AnalysisFixture().compiled(text) else { continue }
      for language in Language.allCases {
        let findings = RuleAnalyzer(context: context, language: language).findings()
        #expect(findings == RuleAnalyzer(context: context, language: language).findings())
        for finding in findings {
          #expect((finding.witness == nil) == (finding.example == nil))
          guard let example = finding.example else { continue }
          let place = "seed \(seed), round \(round): \(example)"
          let with = try #require(AnalysisFixture().compiled(text, example), "\(place)")
          let outcomes = ExampleRunner(context: with).runAll()
          #expect(outcomes.count == 1 && outcomes.allSatisfy(\.passed), "\(place)")
          pasted += 1
        }
      }
    }
    #expect(pasted > 20)
  }

  @Test func collisionsShowBothRulesOnTheExample() throws {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("Беречь", "школа: зона_риска", "исключить №1.1")
        + AnalysisFixture.rule("Учить", "дефицит К1 не ниже критический", "обязательно №1.1"))
    let found = try #require(context.findings("require-against-exclude").first)
    #expect(found.message == "правило «Учить» требует №1.1, а правило «Беречь» его исключает")
    #expect(
      found.example
        == """
        // правило «Учить» требует №1.1, а правило «Беречь» его исключает
        пример «require-against-exclude: Учить, Беречь, №1.1»
          дано роль = руководитель, школа: зона_риска, балл К1 = 0
          ожидается сработало «Учить», сработало «Беречь», исключить №1.1

        """)
  }

  @Test func graverFindingsComeFirst() {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("А", "роль = резерв и роль != руководитель", "обязательно №1.1")
        + "пример «а» дано роль = резерв ожидается нет №1.1\n")
    let severities = RuleAnalyzer(context: context).findings().map(\.diagnostic.severity)
    #expect(severities == severities.sorted())
    #expect(severities.first == .error && severities.last == .note)
  }
}
