import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Finds out exactly what can be wrong with rules and catalog together, before anybody's route is built.
///
/// Every finding has a possible profile that shows it, as an example that can be pasted into a rule file and passes, or a
/// proof in words. Sound and complete on the language: see `ConditionSolver`.
public struct RuleAnalyzer: Sendable {
  let context: PlanningContext
  /// The language examples are written in.
  public let language: Language

  /// An analyser of a context's rules.
  public init(context: PlanningContext, language: Language = .russian) {
    self.context = context
    self.language = language
  }

  private static let checks: [any RouteCheck] = [
    EveryDeficitHasARemedy(), EveryDeficitHasABand(), EveryMeasureCanBeAskedFor(), EveryRequestReachesItsAudience(),
    EveryWindowHasASession(),
    PrerequisitesHaveNoCycle(),
    EveryNameIsUsed(), ExamplesDoNotContradict(), EveryExamplePasses(),
  ]

  /// All findings: graver first, then by file and place.
  public func findings() -> [AnalysisFinding] {
    var solver = ConditionSolver(space: context.profileSpace)
    let subject = AnalysisSubject(context.rules, others: audiences, &solver)
    var result = RuleChecks.findings(subject, &solver)
    for check in Self.checks { result += check.findings(context, &solver) }
    let writer = ExampleWriter(runner: ExampleRunner(context: context), language: language)
    return result.ordered().map { withExample($0, writer) }
  }

  /// The audiences of the catalog that ask for something.
  private var audiences: [NamedCondition] {
    context.catalog.measures.indices.compactMap { position in
      let condition = context.audiences[position]
      guard !condition.literals.isEmpty else { return nil }
      let code = context.code(position)
      return NamedCondition(
        title: LocalizedText(ru: "аудитория \(code)", en: "the audience of \(code)"), condition: condition,
        place: context.catalog.measures[position].audiencePlace)
    }
  }

  /// The witness as an example with what the rules conclude on it today.
  private func withExample(_ finding: AnalysisFinding, _ writer: ExampleWriter) -> AnalysisFinding {
    guard let witness = finding.witness else { return finding }
    var result = finding
    result.example = writer.example(
      named: name(finding), witness, rules: finding.rules, measures: finding.measures, fields: finding.fields,
      comments: [finding.diagnostic.message[language]])
    return result
  }

  private func name(_ finding: AnalysisFinding) -> String {
    let fields = finding.fields.map { context.names.vocabulary.fields[$0].name[language] }
    let measures = finding.fields.isEmpty ? finding.measures.map(context.code) : []
    let subjects = (finding.rules + fields + measures).joined(separator: ", ")
    let title = finding.diagnostic.id.rawValue
    return subjects.isEmpty ? title : "\(title): \(subjects)"
  }
}
