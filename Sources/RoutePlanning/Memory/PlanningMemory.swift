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
  /// The options of a measure for a person who can take certain formats.
  struct Options {
    var open: [SessionOption]
    /// The same as the optimiser reads them.
    var model: [SelectionModel.Option]
    /// Why there is none; nil when there are some.
    var obstacle: LocalizedText?
  }

  private struct OptionsKey: Hashable {
    var measure: Int
    var formats: Int
    /// The person's municipality, where travel takes days.
    var home: Int?
    /// The fired rules that say when it may be held.
    var windows: [Int]
  }

  /// Gains on the competencies of one framework.
  struct Gains {
    var points: [CompetencyPoints]
    /// The competencies by position.
    var positions: [Int]
  }

  private struct FrameworkKey: Hashable {
    var role: Role
    var kind: OrganisationKind?
  }

  /// What a kept wording is made from: which wording, and its numbers.
  private struct WordingKey: Hashable {
    var kind: Wording
    var numbers: SIMD4<Int>
  }

  /// The wordings worth keeping: those that few numbers decide.
  enum Wording {
    case worthless, hoursFull, divergence
  }

  let search = ExactSearch()
  private(set) var day: PlanningDay
  private let ruleWork: MatchWorkspace
  private let diagnosticWork: MatchWorkspace
  private var audiences: ConditionAnswers<(state: Candidate.State, reason: LocalizedText)?>
  private var ruleSupport: ConditionAnswers<[Literal]>
  private var diagnosticSupport: ConditionAnswers<[Literal]>
  private var silences: ConditionAnswers<DiagnosticSilence>
  private var options: [OptionsKey: Options] = [:]
  private var gains: [FrameworkKey: [Gains]] = [:]
  private var wordings: [WordingKey: LocalizedText] = [:]
  private var namedFacts: [UInt64: NamedFact] = [:]
  private var municipalities: [String: String?] = [:]
  private static let limit = 1 << 14

  init(_ context: PlanningContext) {
    day = PlanningDay(CalendarDate(dayNumber: 0), context.policy)
    ruleWork = context.compiledRules.makeWorkspace()
    diagnosticWork = context.compiledDiagnostics.makeWorkspace()
    let names = context.names
    audiences = ConditionAnswers(context.audiences) { CandidatePool.obstacle($0, $1, names) }
    ruleSupport = ConditionAnswers(context.rules.rules.map(\.condition)) { ConditionTrace.supporting($0, $1) }
    let diagnostics = context.rules.diagnostics.map(\.condition)
    diagnosticSupport = ConditionAnswers(diagnostics) { ConditionTrace.supporting($0, $1) }
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

  /// The rules that fire, by position.
  func firedRules(_ facts: FactVector, _ context: PlanningContext) -> [Int] {
    context.compiledRules.match(facts, ruleWork)
    return ruleWork.matchedRules
  }

  /// What keeps a person out of a measure's audience; nil when nothing does.
  func audienceObstacle(_ measure: Int, _ facts: FactVector) -> (state: Candidate.State, reason: LocalizedText)? {
    audiences[measure, facts]
  }

  /// Whether a diagnostic is kept from firing by known indicators alone.
  func silence(of diagnostic: Int, _ facts: FactVector) -> DiagnosticSilence { silences[diagnostic, facts] }

  // MARK: Citations

  func citation(ofRule position: Int, _ facts: FactVector, _ context: PlanningContext) -> RuleCitation {
    var citation = context.ruleCitations[position]
    citation.facts = named(ruleSupport[position, facts], facts, context)
    return citation
  }

  func citation(ofDiagnostic position: Int, _ facts: FactVector, _ context: PlanningContext) -> RuleCitation {
    var citation = context.diagnosticCitations[position]
    citation.facts = named(diagnosticSupport[position, facts], facts, context)
    return citation
  }

  private func named(_ literals: [Literal], _ facts: FactVector, _ context: PlanningContext) -> [NamedFact] {
    literals.map { literal in
      let value = facts[literal.field]
      let key = UInt64(literal.field) << 32 | UInt64(UInt32(bitPattern: value))
      if let known = namedFacts[key] { return known }
      let fresh = context.names.fact(literal.field, value)
      if namedFacts.count >= Self.limit { namedFacts.removeAll(keepingCapacity: true) }
      namedFacts[key] = fresh
      return fresh
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
  ) -> Options {
    let key = OptionsKey(
      measure: entry.position, formats: Self.code(formats), home: home, windows: windows.map(\.rule))
    if let known = options[key] { return known }
    let answer = sessions(home: home, context).options(
      of: entry.measure, formats: formats,
      windows: windows.map { RuleWindow(rule: context.rules.rules[$0.rule].header.name, window: $0.window) })
    let fresh = Options(
      open: answer.options, model: answer.options.map(RouteDecision.option),
      obstacle: answer.options.isEmpty ? Reasons.noSession(answer.closed) : nil)
    if options.count >= Self.limit { options.removeAll(keepingCapacity: true) }
    options[key] = fresh
    return fresh
  }

  /// A number for every set of formats; −1 for "not stated".
  private static func code(_ formats: Set<Format>?) -> Int {
    guard let formats else { return -1 }
    var code = 0
    for (bit, format) in Format.allCases.enumerated() where formats.contains(format) { code |= 1 << bit }
    return code
  }

  /// The gains of every measure, by position, on the competencies of a framework.
  func gains(_ role: Role, _ kind: OrganisationKind?, _ context: PlanningContext) -> [Gains] {
    let key = FrameworkKey(role: role, kind: kind)
    if let known = gains[key] { return known }
    let inFramework = Set(context.profiler.framework.lines(for: role, in: kind).map(\.competency))
    let fresh = context.entries.map { entry in
      let open = entry.gains.filter { inFramework.contains($0.competency) }
      return Gains(
        points: open.map {
          CompetencyPoints(competency: context.names.competencies[$0.competency], points: $0.points)
        }, positions: open.map(\.competency))
    }
    gains[key] = fresh
    return fresh
  }

  /// The official name of the municipality with that key on the day.
  func municipalityName(_ key: String, _ context: PlanningContext) -> String? {
    if let known = municipalities[key] { return known }
    let name = context.catalog.municipality(spelled: key)?.name(on: day.asOf)
    if municipalities.count >= Self.limit { municipalities.removeAll(keepingCapacity: true) }
    municipalities[key] = .some(name)
    return name
  }

  // MARK: Wording

  /// The wording made from a few numbers, made once.
  func wording(
    _ kind: Wording, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ make: () -> LocalizedText
  ) -> LocalizedText {
    let key = WordingKey(kind: kind, numbers: SIMD4(a, b, c, 0))
    if let known = wordings[key] { return known }
    let fresh = make()
    if wordings.count >= Self.limit { wordings.removeAll(keepingCapacity: true) }
    wordings[key] = fresh
    return fresh
  }
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
