import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

@testable import RoutePlanning

@Suite struct ExampleSuggesterTests {
  /// The context of a random file that compiles.
  private func context(_ random: inout RandomRules, rules: Int) -> (PlanningContext, String) {
    while true {
      let text = random.file(rules: rules)
      if let context = AnalysisFixture().compiled(text) { return (context, text) }
    }
  }

  /// Pasted examples compile, pass, are laid out canonically, and leave nothing to suggest.
  @Test func suggestionsCompileAndPassAndReachEverythingThatCanBeReached() throws {
    let seed: UInt64 = 101
    var random = RandomRules(random: SplitMix64(seed: seed))
    for round in 0..<25 {
      let (context, text) = context(&random, rules: 4)
      for language in Language.allCases {
        let suggestions = ExampleSuggester(context: context, language: language).suggestions()
        let pasted = suggestions.map(\.text).joined(separator: "\n")
        let tree = SyntaxTree(parsing: SourceText(path: "pasted.rules", text: pasted))
        #expect(RuleFormatter().format(tree) == pasted, "seed \(seed), round \(round)")
        let with = try #require(
          AnalysisFixture().compiled(text, pasted), "seed \(seed), round \(round):\n\(text)\n\(pasted)")
        #expect(with.rules.examples.count == suggestions.count)
        for outcome in ExampleRunner(context: with).runAll() {
          let messages = outcome.mismatches.map(\.message.russian)
          #expect(outcome.passed, "seed \(seed), round \(round): \(outcome.example.header.name) \(messages)")
        }
        #expect(
          ExampleSuggester(context: with, language: language).suggestions().isEmpty, "seed \(seed), round \(round)")
        // What is still not reached can't be.
        var solver = ConditionSolver(space: with.profileSpace)
        for entry in ExampleCoverage(context: with).entries {
          let canFire = solver.isSatisfiable([entry.condition])
          #expect(entry.fired == canFire, "seed \(seed), round \(round)")
          for part in entry.parts where !part.wasTrue {
            let canBeTrue = solver.isSatisfiable([.literal(part.literal)])
            #expect(!canBeTrue, "seed \(seed), round \(round)")
          }
        }
      }
    }
  }

  @Test func aBoundaryExampleSaysWhyAndWhatDecides() {
    let context = AnalysisFixture().context(
      AnalysisFixture.rule("Опора", "роль = резерв и балл К1 < 40", "обязательно №1.1"))
    let texts = ExampleSuggester(context: context).suggestions().filter { $0.rule == "Опора" }.map(\.text)
    #expect(
      texts.contains(
        """
        // решает «балл К1 <= 39,99»: нет, рядом с границей
        // не срабатывает: не выполнено балл К1 <= 39,99
        пример «Опора: балл К1 <= 39,99 — нет»
          дано роль = резерв, балл К1 = 40
          ожидается не сработало «Опора», нет №1.1

        """), "\(texts.joined(separator: "\n"))")
  }

  @Test func whatExamplesReachIsNotSuggested() {
    let rule = AnalysisFixture.rule("А", "роль = резерв", "обязательно №1.1")
    let examples =
      "пример «а» дано роль = резерв, балл К1 = 0 ожидается обязательно №1.1\n"
      + "пример «б» дано роль = руководитель, балл К1 = 50, балл К2 = 49 ожидается нет №1.1\n"
    let context = AnalysisFixture().context(rule + examples)
    #expect(ExampleSuggester(context: context).suggestions().isEmpty)
  }
}
