import Diagnostics
import Optimization
import RouteModel
import RuleLanguage
import RuleMatching

/// What one thread keeps from person to person: memory to work in, and answers that many people share.
///
/// Every answer is a function of what it is kept under, so results do not depend on who was planned before or on which
/// thread. Unchecked, because `PlanningMemories` hands it to one thread at a time.
final class PlanningMemory: @unchecked Sendable {
  private struct OptionsKey: MemoKey {
    var measure: Int
    var formats: Int
    /// The person's municipality, where travel takes days.
    var home: Int?
    /// The fired rules that say when it may be held.
    var windows: [Int]

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(measure << 32 ^ formats)
      hash.add(home ?? -1)
      for window in windows { hash.add(window) }
      return hash.value
    }
  }

  private struct VerdictKey: MemoKey {
    var state: Candidate.State
    var reason: LocalizedText

    var memoHash: UInt64 { ByteHash.hash(reason.russian) }
  }

  private struct FrameworkKey: Hashable {
    var role: Role
    var kind: OrganisationKind?
  }

  /// What a kept wording is made from: which wording, and its numbers.
  private struct WordingKey: MemoKey {
    var kind: Wording
    var numbers: (Int, Int, Int)

    static func == (left: WordingKey, right: WordingKey) -> Bool {
      left.kind == right.kind && left.numbers == right.numbers
    }

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(kind.rawValue)
      hash.add(numbers.0)
      hash.add(numbers.1)
      hash.add(numbers.2)
      return hash.value
    }
  }

  /// The wordings worth keeping: those that few numbers decide.
  enum Wording: Int {
    case worthless, hoursFull, divergence, notMeasured, belowTarget
  }

  let search = ExactSearch()
  /// Verdicts that come up everywhere. Of its own, as everything here: memory that threads share is slow.
  let chosen = Verdict(.chosen, Reasons.chosen)
  let notAsked = Verdict(.notEligible, Reasons.notAsked)
  let noHours = Verdict(.infeasible, Reasons.noHours)
  private(set) var day: PlanningDay
  private let ruleWork: MatchWorkspace
  private let diagnosticWork: MatchWorkspace
  private var audiences: AudienceMemo
  private var conclusions: ConclusionMemo
  private var ruleSupport: ConditionAnswers<Support>
  private var diagnosticSupport: ConditionAnswers<Support>
  private var silences: ConditionAnswers<DiagnosticSilence>
  private var options = Memo<OptionsKey, MeasureOptions>()
  private var frameworks: [FrameworkKey: [FrameworkMeasure]] = [:]
  private var verdicts = Memo<VerdictKey, Verdict>()
  private var wordings = Memo<WordingKey, LocalizedText>()
  private var namedFacts = Memo<UInt64, NamedFact>()
  private var municipalities = Memo<ByteText, String?>()
  private var ruleCitations = CitationMemo()
  private var diagnosticCitations = CitationMemo()
  /// Parts of routes that many people share.
  var parts = RouteParts()

  init(_ context: PlanningContext) {
    day = PlanningDay(CalendarDate(dayNumber: 0), context.policy)
    ruleWork = context.compiledRules.makeWorkspace()
    diagnosticWork = context.compiledDiagnostics.makeWorkspace()
    let names = context.names
    audiences = AudienceMemo(context.audiences) { CandidatePool.obstacle($0, $1, names) }
    conclusions = ConclusionMemo(context.rules.rules, measureCount: names.measures.count)
    ruleSupport = ConditionAnswers(context.rules.rules.map(\.condition)) { Support(ConditionTrace.supporting($0, $1)) }
    let diagnostics = context.rules.diagnostics.map(\.condition)
    diagnosticSupport = ConditionAnswers(diagnostics) { Support(ConditionTrace.supporting($0, $1)) }
    silences = ConditionAnswers(diagnostics) { DiagnosticSilence($0, $1, names) }
  }

  /// Makes it ready for routes made on a date.
  func turn(to asOf: CalendarDate, _ context: PlanningContext) {
    guard asOf != day.asOf else { return }
    day = PlanningDay(asOf, context.policy)
    options.removeAll()
    municipalities.removeAll()
  }

  // MARK: Rules

  /// The diagnostics that fire, by position.
  func firedDiagnostics(_ facts: FactVector, _ context: PlanningContext) -> [Int] {
    context.compiledDiagnostics.match(facts, diagnosticWork)
    return diagnosticWork.matchedRules
  }

  /// What the rules that fire conclude, by measure position.
  func conclusions(_ facts: FactVector, _ context: PlanningContext) -> [MeasureConclusion] {
    context.compiledRules.match(facts, ruleWork)
    return conclusions.conclusions(of: ruleWork.matchedRules)
  }

  /// By measure position, what keeps a person out of the measure's audience; nil where nothing does.
  func audienceObstacles(_ facts: FactVector) -> [Verdict?] { audiences.obstacles(facts) }

  /// Whether a diagnostic is kept from firing by known indicators alone.
  func silence(of diagnostic: Int, _ facts: FactVector) -> DiagnosticSilence { silences[diagnostic, facts] }

  // MARK: Citations

  /// A fired rule with the facts that made it fire. `window`, where the rule says when it wants the measure held.
  func citation(
    ofRule position: Int, window: SchoolYearWindow? = nil, _ facts: FactVector, _ context: PlanningContext
  ) -> RuleCitation {
    let support = ruleSupport[position, facts]
    return ruleCitations.citation(position, window, support.fields, facts) {
      context.ruleCitations[position].with(
        facts: named(support.fields, facts, context), dates: window.map(Reasons.dates))
    }
  }

  /// A fired diagnostic with the facts that made it fire.
  func citation(ofDiagnostic position: Int, _ facts: FactVector, _ context: PlanningContext) -> RuleCitation {
    let support = diagnosticSupport[position, facts]
    return diagnosticCitations.citation(position, nil, support.fields, facts) {
      context.diagnosticCitations[position].with(facts: named(support.fields, facts, context))
    }
  }

  private func named(_ fields: [Int], _ facts: FactVector, _ context: PlanningContext) -> [NamedFact] {
    fields.map { field in
      let value = facts[field]
      let key = UInt64(field) << 32 | UInt64(UInt32(bitPattern: value))
      return namedFacts.value(key) { context.names.fact(field, value) }
    }
  }

  // MARK: Catalog

  /// What is the same for all measures of someone at home in a municipality.
  func sessions(home: Int?, _ context: PlanningContext) -> SessionOptions {
    let travel = TravelDays(
      general: context.policy.travelDays, home: home.map { context.catalog.municipalities[$0].key },
      catalog: context.catalog)
    return SessionOptions(catalog: context.catalog, horizon: day.horizon, blackouts: day.blackouts, travel: travel)
  }

  /// The options of a measure for someone who can take `formats`, at times that rules may have narrowed.
  func options(
    of entry: MeasureEntry, formats: Set<Format>?, home: Int?, windows: [(rule: Int, window: SchoolYearWindow)],
    _ context: PlanningContext
  ) -> MeasureOptions {
    let key = OptionsKey(
      measure: entry.position, formats: Self.code(formats), home: home, windows: windows.map(\.rule))
    return options.value(key) {
      let answer = sessions(home: home, context).options(
        of: entry.measure, formats: formats,
        windows: windows.map { RuleWindow(rule: context.rules.rules[$0.rule].header.name, window: $0.window) })
      return MeasureOptions(
        entry, answer.options,
        obstacle: answer.options.isEmpty ? Verdict(.infeasible, Reasons.noSession(answer.closed)) : nil)
    }
  }

  /// A number for every set of formats; −1 for "not stated".
  private static func code(_ formats: Set<Format>?) -> Int {
    guard let formats else { return -1 }
    var code = 0
    for (bit, format) in Format.allCases.enumerated() where formats.contains(format) { code |= 1 << bit }
    return code
  }

  /// The teaching measures as a framework sees them, by position.
  func framework(_ role: Role, _ kind: OrganisationKind?, _ context: PlanningContext) -> [FrameworkMeasure] {
    let key = FrameworkKey(role: role, kind: kind)
    if let known = frameworks[key] { return known }
    let framework = Set(context.profiler.framework.lines(for: role, in: kind).map(\.competency))
    let fresh = context.teaching.map {
      FrameworkMeasure(context.entries[$0], framework: framework, context.names.competencies)
    }
    frameworks[key] = fresh
    return fresh
  }

  /// The official name of the municipality with that key on the day.
  func municipalityName(_ key: String, _ context: PlanningContext) -> String? {
    municipalities.value(ByteText(key)) { context.catalog.municipality(spelled: key)?.name(on: day.asOf) }
  }

  // MARK: Wording

  /// The one verdict of those words.
  func verdict(_ state: Candidate.State, _ reason: LocalizedText) -> Verdict {
    verdicts.value(VerdictKey(state: state, reason: reason)) { Verdict(state, reason) }
  }

  /// The wording made from a few numbers, made once.
  func wording(
    _ kind: Wording, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ make: () -> LocalizedText
  ) -> LocalizedText {
    wordings.value(WordingKey(kind: kind, numbers: (a, b, c)), make)
  }
}

/// The fields of the literals that make a condition true. A reference, because it is looked up for every citation.
private final class Support: Sendable {
  let fields: [Int]

  init(_ literals: [Literal]) { fields = literals.map(\.field) }
}

/// What keeps a diagnostic from firing, as far as it says that monitoring sees nothing.
struct DiagnosticSilence {
  /// It does not fire, and only known indicators stand in its way.
  var isByIndicators: Bool
  /// Whether it would fire is unknown.
  var isUnknown: Bool

  init(_ condition: Condition, _ facts: FactVector, _ names: RouteVocabulary) {
    let indicators = names.indicators..<(names.indicators + names.indicatorPositions.count)
    let blockers = ConditionTrace.blocking(condition, facts) ?? []
    isByIndicators =
      !blockers.isEmpty
      && blockers.allSatisfy { indicators.contains($0.field) && Evaluator.truth($0, facts) == .isFalse }
    isUnknown = Evaluator.truth(condition, facts) == .unknown
  }
}
