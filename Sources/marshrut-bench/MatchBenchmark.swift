import Diagnostics
import RuleLanguage
import RuleMatching

/// Compiling and matching rules: the index beside the plain evaluator, and the agreement of both on every profile.
struct MatchBenchmark {
  private let seed: UInt64 = 20_230_901

  /// The numbers of rules to measure with.
  var counts = [40, 400, 10_000]

  func run() {
    print("seed \(seed); medians of several runs (least in parentheses); one thread")
    for rules in counts {
      let profiles = rules > 1000 ? 2_000 : 100_000
      measure(rules: rules, profiles: profiles, .conjunctions)
      measure(rules: rules, profiles: profiles, .anything)
    }
  }

  private func measure(rules count: Int, profiles: Int, _ shape: MatchWorkload.Shape) {
    let work = MatchWorkload(rules: count, profiles: profiles, seed: seed, shape: shape)
    let source = SourceText(path: "bench.rules", text: work.text)
    let compiler = RuleCompiler(vocabulary: work.vocabulary)
    guard
      let rules = compiler.compile([SyntaxTree(parsing: source, allowsBareRules: true)], requirements: .matching).rules
    else { return print("\(count) rules: the generated rules do not compile") }
    let conditions = rules.rules.map(\.condition)
    let what = shape == .conjunctions ? "«and» only" : "and, or, not, a set"
    print("\n\(count) rules (\(what)), \(profiles) profiles of \(work.vocabulary.fields.count) fields")
    let runs = count > 1000 ? 5 : 15
    Report.show(
      "parse", Stopwatch.median(of: runs) { _ = SyntaxTree(parsing: source, allowsBareRules: true) }, 1e3, "ms")
    let tree = SyntaxTree(parsing: source, allowsBareRules: true)
    Report.show(
      "check", Stopwatch.median(of: runs) { _ = compiler.compile([tree], requirements: .matching) }, 1e3, "ms")
    Report.show("index", Stopwatch.median(of: runs) { _ = CompiledRules(conditions) }, 1e3, "ms")
    let index = CompiledRules(conditions)
    var matched = [UInt64](repeating: 0, count: profiles * index.ruleWords)
    Report.show("match, per profile", perProfile(profiles) { matchAll(index, work, &matched) }, 1e6, "µs")
    let undisturbed = undisturbedMatch(index, work, &matched)
    Report.show("match, undisturbed", (undisturbed, undisturbed), 1e6, "µs")
    Report.show("near misses, per profile", perProfile(profiles) { nearMisses(index, work, naming: false) }, 1e6, "µs")
    var named = 0
    Report.show(
      "near misses named, per profile", perProfile(profiles) { named = nearMisses(index, work, naming: true) }, 1e6,
      "µs"
    )
    print("  \(named / profiles) pairs of a rule and a field that blocks it per profile")
    stream(work, source)
    compare(index, conditions, work, matched)
  }

  /// From the bytes of fact lines to the bytes of answers, in memory.
  private func stream(_ work: MatchWorkload, _ source: SourceText) {
    let files = FactLines(work: work)
    let lines = files.lines
    guard let vocabulary = VocabularyFile.read(Array(files.vocabulary.utf8), path: "vocabulary").file,
      let rules = RuleCompiler(vocabulary: vocabulary.vocabulary).compile(
        [SyntaxTree(parsing: source, allowsBareRules: true)], requirements: .matching
      ).rules
    else { return print("  the vocabulary file is not read") }
    var written = 0
    var parts: [(String, Double)] = []
    let time = perProfile(work.profileCount) {
      var stream = MatchStream(rules: rules, vocabulary: vocabulary, file: "facts")
      written = 0
      lines.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
          stream.consume(UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 18))) { written += $0.count }
          rest = rest.dropFirst(1 << 18)
        }
      }
      stream.finish { written += $0.count }
      let done = stream.statistics
      parts = [("decoding", done.decoding), ("matching", done.matching[0]), ("writing", done.writing)]
      if stream.mistakeCount > 0 { print("  \(stream.mistakeCount) mistakes in the lines") }
    }
    Report.show("NDJSON to NDJSON, per line", time, 1e6, "µs")
    for (name, total) in parts {
      let seconds = total / Double(work.profileCount)
      Report.show("  of which \(name), last run", (seconds, seconds), 1e6, "µs")
    }
    print("  \(lines.count / work.profileCount) bytes in, \(written / work.profileCount) bytes out per line")
  }

  private func perProfile(_ count: Int, _ work: () -> Void) -> (median: Double, least: Double) {
    let time = Stopwatch.median(of: 15, work)
    return (time.median / Double(count), time.least / Double(count))
  }

  private func matchAll(_ index: CompiledRules, _ work: MatchWorkload, _ matched: inout [UInt64]) {
    let workspace = index.makeWorkspace()
    work.profiles.withUnsafeBufferPointer { facts in
      matched.withUnsafeMutableBufferPointer { result in
        index.matchAll(facts, fieldCount: work.vocabulary.fields.count, into: result, workspace)
      }
    }
  }

  /// The time per profile where the machine has other things to do: the sum of the least times of each thousand profiles
  /// over many rounds.
  private func undisturbedMatch(_ index: CompiledRules, _ work: MatchWorkload, _ matched: inout [UInt64]) -> Double {
    let workspace = index.makeWorkspace()
    let (width, words) = (work.vocabulary.fields.count, index.ruleWords)
    let starts = Array(stride(from: 0, to: work.profileCount, by: 1000))
    var least = [Double](repeating: .infinity, count: starts.count)
    work.profiles.withUnsafeBufferPointer { facts in
      matched.withUnsafeMutableBufferPointer { result in
        for _ in 0..<(index.ruleCount > 1000 ? 5 : 50) {
          for (chunk, start) in starts.enumerated() {
            let end = min(start + 1000, work.profileCount)
            let rows = UnsafeBufferPointer(rebasing: facts[(start * width)..<(end * width)])
            let answers = UnsafeMutableBufferPointer(rebasing: result[(start * words)..<(end * words)])
            let time = Stopwatch.seconds { index.matchAll(rows, fieldCount: width, into: answers, workspace) }
            least[chunk] = min(least[chunk], time)
          }
        }
      }
    }
    return least.reduce(0, +) / Double(max(1, work.profileCount))
  }

  /// How many pairs of a rule and a field that blocks it were named.
  @discardableResult
  private func nearMisses(_ index: CompiledRules, _ work: MatchWorkload, naming: Bool) -> Int {
    let workspace = index.makeWorkspace()
    let width = work.vocabulary.fields.count
    var (sum, named) = (0, 0)
    work.profiles.withUnsafeBufferPointer { facts in
      for row in 0..<work.profileCount {
        index.nearMisses(UnsafeBufferPointer(rebasing: facts[(row * width)..<((row + 1) * width)]), workspace)
        guard naming else { continue }
        index.forEachBlockingField(workspace) { rule, field in
          sum &+= rule ^ field
          named &+= 1
        }
      }
    }
    if sum == Int.min { print(sum) }
    return named
  }

  /// The plain evaluator's time, and whether both agree on every profile.
  private func compare(
    _ index: CompiledRules, _ conditions: [Condition], _ work: MatchWorkload, _ matched: [UInt64]
  ) {
    var facts = FactVector(fieldCount: work.vocabulary.fields.count)
    var fired = 0
    var differences = 0
    let seconds = Stopwatch.seconds {
      for row in 0..<work.profileCount {
        facts.values = Array(work.profile(row))
        for (rule, condition) in conditions.enumerated() {
          let isTrue = Evaluator.isTrue(condition, facts)
          fired += isTrue ? 1 : 0
          let bit = matched[row * index.ruleWords + rule / 64] >> UInt64(rule % 64) & 1 == 1
          if bit != isTrue { differences += 1 }
        }
      }
    }
    let each = seconds / Double(work.profileCount)
    Report.show("plain evaluator, per profile", (each, each), 1e6, "µs")
    let verdict = differences == 0 ? "agree on every profile" : "DIFFER \(differences) times"
    print("  index and evaluator \(verdict): \(fired) firings of \(conditions.count * work.profileCount)")
  }
}
