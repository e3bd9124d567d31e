import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching

/// No two examples expect of the same facts what can't both be.
///
/// Whatever the rules say, one of the two fails. Facts are the same when the profiles are: an example that says «школа» is
/// empty and one that is silent on it mean the same.
struct ExamplesDoNotContradict: RouteCheck {
  static let id: DiagnosticID = "examples-contradict"

  private struct Placed {
    var example: Example
    var expectation: Example.Expectation
  }

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    let runner = ExampleRunner(context: context)
    var groups: [[Int32]: [Placed]] = [:]
    var order: [[Int32]] = []
    for example in context.rules.examples {
      let facts = runner.vector(of: example.facts.map { Witness.Fact(field: $0.field, value: $0.value) }).values
      if groups[facts] == nil { order.append(facts) }
      groups[facts, default: []] += example.expectations.map { Placed(example: example, expectation: $0) }
    }
    return order.flatMap { contradictions(in: groups[$0] ?? []) }
  }

  /// Each expectation against the earlier ones it contradicts.
  private func contradictions(in expectations: [Placed]) -> [AnalysisFinding] {
    expectations.indices.compactMap { position in
      let culprits = Self.culprits(expectations[position], Array(expectations[..<position]))
      return culprits.isEmpty ? nil : finding(culprits, expectations[position])
    }
  }

  /// The first earlier expectation the later one contradicts; or several that only together leave no deficit it could be,
  /// as «не ниже 20» and «не выше 20» with «не 20». Other kinds contradict by twos or not at all.
  private static func culprits(_ later: Placed, _ earlier: [Placed]) -> [Placed] {
    if let one = earlier.first(where: { contradict($0.expectation.kind, later.expectation.kind) }) { return [one] }
    guard case .deficit(let literal) = later.expectation.kind else { return [] }
    var (left, culprits) = (literal.values, [Placed]())
    for placed in earlier {
      guard case .deficit(let other) = placed.expectation.kind, other.field == literal.field else { continue }
      let both = left.intersection(other.values)
      if both != left { culprits.append(placed) }
      left = both
      if left.isEmpty { return culprits }
    }
    return []
  }

  /// Whether no outcome meets both.
  static func contradict(_ first: Example.Expectation.Kind, _ second: Example.Expectation.Kind) -> Bool {
    switch (first, second) {
    case (.required(let a), .excluded(let b)), (.excluded(let a), .required(let b)),
      (.required(let a), .none(let b)), (.none(let a), .required(let b)),
      (.recommended(let a, _), .excluded(let b)), (.excluded(let a), .recommended(let b, _)),
      (.recommended(let a, _), .none(let b)), (.none(let a), .recommended(let b, _)):
      return a == b
    case (.recommended(let a, let x?), .recommended(let b, let y?)): return a == b && x != y
    case (.fired(let a, let x), .fired(let b, let y)): return x == y && a != b
    case (.deficit(let a), .deficit(let b)): return a.field == b.field && a.values.intersection(b.values).isEmpty
    default: return false
    }
  }

  private func finding(_ earlier: [Placed], _ later: Placed) -> AnalysisFinding {
    let header = later.example.header
    let expected = header.source.text(in: later.expectation.range)
    let other = earlier.map { $0.example.header.source.text(in: $0.expectation.range) }.joined(separator: "», «")
    return AnalysisFinding(
      Diagnostic(
        .error, Self.id,
        LocalizedText(
          ru: "при тех же фактах ожидается «\(expected)», а раньше «\(other)»: вместе это невозможно",
          en: "of the same facts «\(expected)» is expected, and before «\(other)»: they can't both be"),
        at: .text(header.source, later.expectation.range),
        notes: earlier.map {
          LocalizedText(
            ru: "раньше: пример \($0.example.header.cited)", en: "before: the example \($0.example.header.cited)")
        }),
      proof: LocalizedText(
        ru: "один из примеров не сойдётся при любых правилах", en: "one of the examples fails whatever the rules are"))
  }
}
