import Diagnostics
import RouteModel
import RuleLanguage
import RuleMatching

/// The names the region's rules may use, and where each fact of a dossier goes.
public final class RouteVocabulary: Sendable {
  /// The vocabulary.
  public let vocabulary: Vocabulary
  /// The competencies by position.
  public let competencies: [CompetencyCode]
  /// The measures by position.
  public let measures: [MeasureCode]

  let role: Int
  let organisationKind: Int
  let municipality: Int
  let features: Int
  let completed: Int
  let tenure: Int
  let retraining: Int
  let mentor: Int
  let inTeam: Int
  let scores: Int
  let deficits: Int
  let indicators: Int
  /// Indicator code → position among the indicator fields.
  let indicatorPositions: [ByteText: Int]
  let municipalityPositions: [ByteText: Int]
  let measurePositions: [MeasureCode: Int]

  private let competencySlots: HashSlots

  private static let points: ClosedRange<Int32> = 0...10_000

  /// The vocabulary of a catalog. O(rows).
  public init(_ catalog: Catalog) {
    competencies = catalog.competencies.map(\.code)
    measures = catalog.measures.map(\.code)
    var slots = HashSlots()
    for code in competencies { slots.add(code.hash64) }
    competencySlots = slots
    measurePositions = Dictionary(uniqueKeysWithValues: zip(measures, measures.indices))
    municipalityPositions = Dictionary(
      catalog.municipalities.enumerated().map { (ByteText($0.element.key), $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let observed = catalog.indicators.filter { $0.kind != nil }
    indicatorPositions = Dictionary(
      observed.enumerated().map { (ByteText($0.element.code), $0.offset) }, uniquingKeysWith: { first, _ in first })

    var vocabulary = Vocabulary(
      measures: catalog.measures.map { Symbol(code: $0.code.text, title: $0.title, isTarget: $0.kind.teaches) },
      competencies: catalog.competencies.map { Symbol(code: $0.code.text, title: $0.title) },
      roles: Self.names(Role.self))
    role = vocabulary.add(
      BilingualName("роль", "role"), title: LocalizedText(ru: "роль в проекте", en: "role in the project"),
      domain: .enumeration(Self.names(Role.self)))
    organisationKind = vocabulary.add(
      BilingualName("организация", "organisation"),
      title: LocalizedText(ru: "вид организации", en: "kind of organisation"),
      domain: .enumeration(Self.names(OrganisationKind.self)))
    municipality = vocabulary.add(
      BilingualName("муниципалитет", "municipality"), title: LocalizedText(ru: "муниципалитет", en: "municipality"),
      domain: .enumeration(catalog.municipalities.map { BilingualName($0.key) }))
    features = vocabulary.add(
      BilingualName("школа", "school"),
      title: LocalizedText(ru: "признаки организации", en: "features of the organisation"),
      members: Feature.allCases.map { (Self.name($0), LocalizedText(verbatim: $0.spellings.russian)) })
    completed = vocabulary.add(
      BilingualName("пройдено", "completed"),
      title: LocalizedText(ru: "пройденные мероприятия", en: "completed measures"),
      members: catalog.measures.map { (BilingualName("№\($0.code.text)"), LocalizedText(verbatim: $0.title)) })
    tenure = vocabulary.add(
      BilingualName("стаж", "tenure"),
      title: LocalizedText(ru: "полных месяцев в должности", en: "whole months in the position"),
      domain: .integer(0...1200))
    retraining = vocabulary.add(
      BilingualName("переподготовка", "retraining"),
      title: LocalizedText(ru: "есть переподготовка в области управления", en: "has retraining in management"),
      domain: .boolean)
    mentor = vocabulary.add(
      BilingualName("наставник", "mentor"), title: LocalizedText(ru: "есть наставник", en: "has a mentor"),
      domain: .boolean)
    inTeam = vocabulary.add(
      BilingualName("в_команде", "in_team"),
      title: LocalizedText(ru: "входит в управленческую команду", en: "is in a management team"), domain: .boolean)
    let keys = catalog.competencies.map {
      (name: BilingualName($0.code.text), title: LocalizedText(verbatim: $0.title), domain: Domain.decimal(Self.points))
    }
    scores = vocabulary.add(
      BilingualName("балл", "score"), title: LocalizedText(ru: "балл за тест", en: "test score"), keys: keys)
    deficits = vocabulary.add(
      BilingualName("дефицит", "deficit"), title: LocalizedText(ru: "дефицит компетенции", en: "competency deficit"),
      keys: keys, isDerived: true, usesBands: true)
    indicators = vocabulary.add(
      BilingualName("показатель", "indicator"),
      title: LocalizedText(ru: "показатель мониторинга", en: "monitoring indicator"),
      keys: observed.map {
        (BilingualName($0.name), LocalizedText(verbatim: $0.title), Self.domain($0.kind ?? .boolean))
      }, quoted: true)
    self.vocabulary = vocabulary
  }

  private static func names<Value: ClosedSet>(_ type: Value.Type) -> [BilingualName] { type.allCases.map { name($0) } }

  private static func name(_ value: some ClosedSet) -> BilingualName {
    BilingualName(value.spellings.russian, value.spellings.english)
  }

  private static func domain(_ kind: IndicatorKind) -> Domain {
    switch kind {
    case .boolean: .boolean
    case .percent: .decimal(points)
    case .count: .integer(0...1_000_000)
    }
  }

  /// The position of a closed set's value among its names.
  static func position<Value: ClosedSet>(_ value: Value) -> Int32 {
    Int32(Array(Value.allCases).firstIndex(of: value) ?? 0)
  }

  /// The position of a competency; nil where the catalog has no such code.
  func position(of code: CompetencyCode) -> Int? { competencySlots.find(code.hash64) { competencies[$0] == code } }

  /// Literals joined with «и».
  func text(of literals: [Literal]) -> LocalizedText {
    func joined(_ language: Language) -> String {
      literals.map { $0.text(in: vocabulary, language: language) }
        .joined(separator: " \(Keyword.and.phrase(in: language)) ")
    }
    return LocalizedText(ru: joined(.russian), en: joined(.english))
  }

  /// The facts behind literals, as the rules name them.
  func facts(behind literals: [Literal], _ facts: FactVector) -> [NamedFact] {
    literals.map { fact($0.field, facts[$0.field]) }
  }

  /// A field's value, as the rules name both.
  func fact(_ field: Int, _ value: Int32) -> NamedFact {
    let field = vocabulary.fields[field]
    return NamedFact(name: field.name.russian, value: field.domain.text(of: value, in: .russian))
  }
}
