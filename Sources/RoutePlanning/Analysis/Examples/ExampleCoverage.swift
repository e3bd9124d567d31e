import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching

/// What the examples of rule files reach: rules that fire, comparisons that are true and that are false, bands somebody is in.
///
/// A comparison is false when its field has another value; "no data" makes it neither true nor false. It *decides* in an
/// example when the rule would answer otherwise if this comparison alone came out differently (masking MC/DC: Chilenski,
/// «An Investigation of Three Forms of the MC/DC Criterion», 2001), and its value is next to its threshold.
public struct ExampleCoverage: Sendable {
  /// A comparison of a condition, written once or taken apart from a negation.
  public struct Part: Sendable {
    /// The comparison.
    public var literal: Literal
    /// Whether it is true in some example.
    public var wasTrue = false
    /// Whether it is false in some example.
    public var wasFalse = false
    /// Whether it is true in some example and decides there.
    public var decidedTrue = false
    /// Whether it is false in some example and decides there.
    public var decidedFalse = false
    /// The condition with this comparison always true, and always false.
    var with: Condition
    var without: Condition
  }

  /// A rule or diagnostic.
  public struct Entry: Sendable {
    /// Name and place.
    public var header: RuleHeader
    /// Whether it is a diagnostic.
    public var isDiagnostic: Bool
    /// Its condition.
    public var condition: Condition
    /// Whether it fires in some example.
    public var fired = false
    /// Its comparisons from left to right.
    public var parts: [Part]
  }

  /// A band of the scale.
  public struct ReachedBand: Sendable {
    /// The band.
    public var band: Band
    /// Whether a deficit of some example is in it.
    public var isReached = false
  }

  /// The diagnostics, then the rules, by name.
  public private(set) var entries: [Entry]
  /// The bands, highest first.
  public private(set) var bands: [ReachedBand]
  private let vocabulary: Vocabulary

  /// What a context's examples reach. O(examples × rules).
  public init(context: PlanningContext) {
    self.init(rules: context.rules)
    let runner = ExampleRunner(context: context)
    for example in context.rules.examples {
      add(runner.state(on: example.facts.map { Witness.Fact(field: $0.field, value: $0.value) }))
    }
  }

  /// What no example at all reaches: nothing.
  init(rules: RuleSet) {
    func entry(_ header: RuleHeader, _ condition: Condition, isDiagnostic: Bool) -> Entry {
      Entry(
        header: header, isDiagnostic: isDiagnostic, condition: condition,
        parts: condition.literals.enumerated().map { index, literal in
          Part(
            literal: literal, with: condition.replacingLiteral(at: index, with: .constant(true)),
            without: condition.replacingLiteral(at: index, with: .constant(false)))
        })
    }
    entries =
      rules.diagnostics.map { entry($0.header, $0.condition, isDiagnostic: true) }
      + rules.rules.map { entry($0.header, $0.condition, isDiagnostic: false) }
    bands = rules.scale.map { ReachedBand(band: $0) }
    vocabulary = rules.vocabulary
  }

  /// Adds what one more example reaches.
  mutating func add(_ state: ExampleRunner.State) {
    for index in entries.indices {
      if state.fired.contains(entries[index].header.name) { entries[index].fired = true }
      let facts = entries[index].isDiagnostic ? state.stated : state.profile.facts
      for part in entries[index].parts.indices { entries[index].parts[part].add(facts, in: vocabulary) }
    }
    for line in state.profile.lines {
      if let band = line.band { bands[band].isReached = true }
    }
  }

  /// How much there is to reach and how much is reached.
  public struct Count: Sendable, Hashable {
    /// What is reached.
    public var reached: Int
    /// What there is.
    public var total: Int
  }

  /// Rules and diagnostics that fire.
  public var firedCount: Count { Count(reached: entries.count(where: \.fired), total: entries.count) }
  /// Comparisons, each counted twice: true and false.
  public var partCount: Count {
    let parts = entries.flatMap(\.parts)
    return Count(reached: parts.count(where: \.wasTrue) + parts.count(where: \.wasFalse), total: 2 * parts.count)
  }
  /// Comparisons that decide, each counted twice: true and false.
  public var decidingCount: Count {
    let parts = entries.flatMap(\.parts)
    return Count(
      reached: parts.count(where: \.decidedTrue) + parts.count(where: \.decidedFalse), total: 2 * parts.count)
  }
  /// Bands.
  public var bandCount: Count { Count(reached: bands.count(where: \.isReached), total: bands.count) }
  /// Whether everything is reached.
  public var isComplete: Bool { gaps.isEmpty }

  /// What is not reached, one warning each: rules, comparisons, bands, by place.
  public var gaps: [Diagnostic] {
    entries.flatMap { entry in
      (entry.fired ? [] : [notFired(entry)]) + entry.parts.flatMap { notReached($0, of: entry) }
    } + bands.filter { !$0.isReached }.map { notReached($0.band) }
  }

  private func notFired(_ entry: Entry) -> Diagnostic {
    let (ru, en) = entry.isDiagnostic ? ("диагностика", "diagnostic") : ("правило", "rule")
    return Diagnostic(
      .warning, "rule-not-covered",
      LocalizedText(
        ru: "\(ru) «\(entry.header.name)» не срабатывает ни в одном примере",
        en: "the \(en) «\(entry.header.name)» fires in no example"), at: entry.header.place)
  }

  private func notReached(_ part: Part, of entry: Entry) -> [Diagnostic] {
    let ru = part.literal.text(in: vocabulary, language: .russian)
    let en = part.literal.text(in: vocabulary, language: .english)
    let place = DiagnosticPlace.text(entry.header.source, part.literal.range)
    var result: [Diagnostic] = []
    if !part.wasTrue {
      let message = LocalizedText(
        ru: "«\(entry.header.name)»: часть «\(ru)» ни в одном примере не выполнена",
        en: "«\(entry.header.name)»: the part «\(en)» is true in no example")
      result.append(Diagnostic(.warning, "condition-never-true", message, at: place))
    }
    if !part.wasFalse {
      let message = LocalizedText(
        ru: "«\(entry.header.name)»: часть «\(ru)» ни в одном примере не ложна",
        en: "«\(entry.header.name)»: the part «\(en)» is false in no example")
      result.append(Diagnostic(.warning, "condition-never-false", message, at: place))
    }
    return result
  }

  private func notReached(_ band: Band) -> Diagnostic {
    Diagnostic(
      .warning, "band-not-covered",
      LocalizedText(
        ru: "ни в одном примере дефицит не попадает в уровень «\(band.name)»",
        en: "no example has a deficit in the band «\(band.name)»"), at: band.place)
  }
}

extension ExampleCoverage.Part {
  /// Takes one more example into account.
  fileprivate mutating func add(_ facts: FactVector, in vocabulary: Vocabulary) {
    let truth = Evaluator.truth(literal, facts)
    guard truth != .unknown else { return }
    if truth == .isTrue { wasTrue = true } else { wasFalse = true }
    let isDone = truth == .isTrue ? decidedTrue : decidedFalse
    guard !isDone, BoundaryValues.isNear(facts[literal.field], literal, vocabulary.fields[literal.field].domain),
      Evaluator.isTrue(with, facts), !Evaluator.isTrue(without, facts)
    else { return }
    if truth == .isTrue { decidedTrue = true } else { decidedFalse = true }
  }
}
