import Diagnostics
import RuleLanguage
import RuleMatching

/// From the text of rule files to the index: what loading costs, in Russian and in English.
struct CompileBenchmark {
  private let seed: UInt64 = 20_230_901

  func run() {
    print("seed \(seed); medians of several runs (least in parentheses); one thread")
    for language in [Language.english, .russian] {
      for count in [40, 400, 10_000] {
        let work = MatchWorkload(rules: count, profiles: 0, seed: seed, language: language)
        let source = SourceText(path: "bench.rules", text: work.text)
        let compiler = RuleCompiler(vocabulary: work.vocabulary)
        print("\n\(count) rules, \(language.rawValue), \(work.text.utf8.count) bytes")
        let runs = count > 1000 ? 9 : 31
        Report.show("parse", Stopwatch.median(of: runs) { _ = tree(source) }, 1e3, "ms")
        let parsed = tree(source)
        Report.show(
          "check", Stopwatch.median(of: runs) { _ = compiler.compile([parsed], requirements: .matching) }, 1e3, "ms")
        guard let rules = compiler.compile([parsed], requirements: .matching).rules else {
          print("  the generated rules do not compile")
          continue
        }
        let conditions = rules.rules.map(\.condition)
        Report.show("index", Stopwatch.median(of: runs) { _ = CompiledRules(conditions) }, 1e3, "ms")
        let all = Stopwatch.median(of: runs) {
          let rules = compiler.compile([tree(source)], requirements: .matching).rules
          _ = CompiledRules((rules?.rules ?? []).map(\.condition))
        }
        Report.show("text to index", all, 1e3, "ms")
      }
    }
  }

  private func tree(_ source: SourceText) -> SyntaxTree { SyntaxTree(parsing: source, allowsBareRules: true) }
}
