import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// Everything that is the same for all people: catalog, rules, and what is computed from them once.
///
/// A reference, because every step of every route looks into it.
public final class PlanningContext: Sendable {
  /// The catalog.
  public let catalog: Catalog
  /// The rules.
  public let rules: RuleSet
  /// The names rules use.
  public let names: RouteVocabulary
  /// SHA-256 of the rule files.
  public let rulesDigest: String
  /// SHA-256 of the catalog.
  public let catalogDigest: String

  let policy: PlanningPolicy
  let facts: FactReader
  let profiler: DeficitProfiler
  /// The audience of every measure, by position.
  let audiences: [Condition]
  /// The measures by position.
  let entries: [MeasureEntry]
  /// The rules and diagnostics as bitmaps: what fires is what the plain evaluator says.
  let compiledRules: CompiledRules
  let compiledDiagnostics: CompiledRules
  /// What a citation says besides the facts, by position.
  let ruleCitations: [RuleCitation]
  let diagnosticCitations: [RuleCitation]
  /// The diagnostics that speak of a competency, by its position.
  let speakingDiagnostics: [[Int]]
  /// Whether travel takes days at all.
  let hasTravel: Bool
  /// The days the catalog covers.
  let coveredDays: DateSpan?
  let memories = PlanningMemories()
  /// The positions of teaching measures.
  let teaching: [Int]
  /// Gains by measure position: competency position and points.
  let gains: [[(competency: Int, points: Points)]]
  /// Prerequisites by measure position.
  let prerequisites: [[Int]]

  /// The context, or nil with messages when an audience of the catalog can't be understood, or the numbers of rules and
  /// catalog are too large to count exactly. O(catalog + rules).
  public static func make(
    catalog: Catalog, rules: RuleSet, names: RouteVocabulary, rulesDigest: String, catalogDigest: String
  ) -> (context: PlanningContext?, diagnostics: [Diagnostic]) {
    let compiler = RuleCompiler(vocabulary: names.vocabulary)
    var diagnostics: [Diagnostic] = []
    var audiences: [Condition] = []
    for measure in catalog.measures {
      let source = SourceText(path: "№\(measure.code)", text: measure.audience)
      let compiled = compiler.compile(condition: source, scale: rules.scale)
      diagnostics += compiled.diagnostics.map { inCell($0, of: measure) }
      audiences.append(compiled.condition ?? .constant(false))
    }
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    let context = PlanningContext(
      catalog: catalog, rules: rules, names: names, rulesDigest: rulesDigest, catalogDigest: catalogDigest,
      audiences: audiences)
    if let uncountable = context.uncountable { return (nil, diagnostics + [uncountable]) }
    return (context, diagnostics)
  }

  /// A message about an audience points at the table's cell and quotes the condition.
  private static func inCell(_ diagnostic: Diagnostic, of measure: Measure) -> Diagnostic {
    var moved = diagnostic
    moved.place = measure.audiencePlace
    moved.notes.insert(
      LocalizedText(
        ru: "аудитория №\(measure.code): «\(measure.audience)»",
        en: "audience of №\(measure.code): «\(measure.audience)»"),
      at: 0)
    return moved
  }

  private init(
    catalog: Catalog, rules: RuleSet, names: RouteVocabulary, rulesDigest: String, catalogDigest: String,
    audiences: [Condition]
  ) {
    self.catalog = catalog
    self.rules = rules
    self.names = names
    self.rulesDigest = rulesDigest
    self.catalogDigest = catalogDigest
    self.audiences = audiences
    policy = PlanningPolicy(rules.policy)
    facts = FactReader(names: names, result: policy.result)
    profiler = DeficitProfiler(
      names: names, rules: rules, framework: TargetFramework(catalog, names, targets: rules.targets))
    teaching = catalog.measures.indices.filter { catalog.measures[$0].kind.teaches }
    entries = catalog.measures.enumerated().map { MeasureEntry($0.element, at: $0.offset, catalog, names) }
    gains = entries.map(\.gains)
    prerequisites = entries.map(\.prerequisites)
    hasTravel = policy.travelDays > 0 || catalog.municipalities.contains { ($0.travelDays ?? 0) > 0 }
    compiledRules = CompiledRules(rules.rules.map(\.condition))
    compiledDiagnostics = CompiledRules(rules.diagnostics.map(\.condition))
    ruleCitations = rules.rules.map { Self.citation($0.header) }
    diagnosticCitations = rules.diagnostics.map { Self.citation($0.header) }
    speakingDiagnostics = names.competencies.indices.map { competency in
      rules.diagnostics.indices.filter { index in
        rules.diagnostics[index].additions.contains { $0.competency == competency }
      }
    }
    coveredDays = catalog.coveredDays
  }

  private static func citation(_ header: RuleHeader) -> RuleCitation {
    RuleCitation(
      rule: header.name, file: header.file, line: header.line, text: header.reason, basis: header.basis, facts: [])
  }

  /// The growth the policy asks for.
  public var growthTarget: GrowthTarget { policy.growth }

  /// Which result counts.
  public var resultPolicy: ResultPolicy { policy.result }

  /// The competencies a person is measured in.
  public func framework(of dossier: Dossier) -> [CompetencyCode] {
    profiler.framework.lines(for: dossier.person.role, in: dossier.organisationKind)
      .map { names.competencies[$0.competency] }
  }
}
