import Diagnostics
import RouteModel
import RuleAnalysis
import RuleLanguage

/// Every deficit can be worked on: some measure with a gain on the competency is open to the person.
///
/// Asked for each role and kind of organisation that takes a test in the competency, of people who have completed nothing
/// and of whom the facts that audiences and exclusions ask for are known. A measure counts when it has hours and days, the
/// person is of its audience, and no rule excludes it. Where *nobody* of a role and kind has a remedy, that is a warning;
/// where *some* have none, a note. The witness is one of them.
struct EveryDeficitHasARemedy: RouteCheck {
  static let id: DiagnosticID = "deficit-without-remedy"

  /// People of one role in one kind of organisation.
  struct People: Sendable, Hashable {
    var role: Role
    var kind: OrganisationKind
    var condition: Condition
  }

  private static let proof = LocalizedText(
    ru: "нет профиля этих ролей с таким дефицитом, которому открыто хотя бы одно из них",
    en: "there is no profile of these roles with such a deficit to which any of them is open")

  func findings(_ context: PlanningContext, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    context.names.competencies.indices.flatMap { competency in
      findings(context, competency, &solver)
    }
  }

  private func findings(
    _ context: PlanningContext, _ competency: Int, _ solver: inout ConditionSolver
  ) -> [AnalysisFinding] {
    let measures = remedies(context, competency)
    let open = measures.map { context.isOpen($0, solver.space) }
    let everyone = newcomers(context, open) + [context.inDeficit(competency)]
    let none = solver.space.negation(.any(open))
    let people = people(context, competency, &solver)
    var result: [AnalysisFinding] = []
    if let first = people.without.first {
      let witness = solver.witness(of: [first.condition] + everyone)
      result.append(finding(context, competency, measures, people.without, witness, forAll: true))
    }
    if let first = people.partly.first {
      let witness = solver.witness(of: [first.condition] + everyone + [none])
      result.append(finding(context, competency, measures, people.partly, witness, forAll: false))
    }
    return result
  }

  /// Who has no remedy at all, and of whom only some have one.
  func people(
    _ context: PlanningContext, _ competency: Int, _ solver: inout ConditionSolver
  ) -> (without: [People], partly: [People]) {
    let open = remedies(context, competency).map { context.isOpen($0, solver.space) }
    let everyone = newcomers(context, open) + [context.inDeficit(competency)]
    var (without, partly): ([People], [People]) = ([], [])
    for people in allPeople(context, competency) {
      let goals = [people.condition] + everyone
      guard solver.isSatisfiable(goals) else { continue }
      if !solver.isSatisfiable(goals + [.any(open)]) {
        without.append(people)
      } else if solver.isSatisfiable(goals + [solver.space.negation(.any(open))]) {
        partly.append(people)
      }
    }
    return (without, partly)
  }

  /// The measures that could close a deficit in the competency.
  private func remedies(_ context: PlanningContext, _ competency: Int) -> [Int] {
    context.teaching.filter { position in
      let measure = context.catalog.measures[position]
      let isHeld = measure.window != nil || !context.catalog.sessions(of: measure.code).isEmpty
      let gains = context.gains[position].contains { $0.competency == competency && $0.points > .zero }
      return gains && isHeld && measure.hours != nil
    }
  }

  /// Nothing completed, and everything known that the conditions ask for, except results and indicators.
  private func newcomers(_ context: PlanningContext, _ conditions: [Condition]) -> [Condition] {
    let names = context.names
    let known = Set(conditions.flatMap(\.literals).map(\.field)).filter { $0 < names.scores && $0 != names.role }
    return names.measures.indices.map(context.notCompleted)
      + known.sorted().filter { !(names.completed..<(names.completed + names.measures.count)).contains($0) }
      .map { ProfileSpace.asks($0, ValueSet([names.vocabulary.fields[$0].domain.codes])) }
  }

  private func allPeople(_ context: PlanningContext, _ competency: Int) -> [People] {
    let names = context.names
    return Role.allCases.flatMap { role in
      OrganisationKind.allCases.compactMap { kind in
        let lines = context.profiler.framework.lines(for: role, in: kind)
        guard lines.contains(where: { $0.competency == competency }) else { return nil }
        return People(
          role: role, kind: kind,
          condition: .all([
            ProfileSpace.asks(names.role, is: RouteVocabulary.position(role)),
            ProfileSpace.asks(names.organisationKind, is: RouteVocabulary.position(kind)),
          ]))
      }
    }
  }

  private func finding(
    _ context: PlanningContext, _ competency: Int, _ measures: [Int], _ people: [People], _ witness: Witness?,
    forAll: Bool
  ) -> AnalysisFinding {
    let code = context.names.competencies[competency].text
    let everybody = allPeople(context, competency)
    func listed(_ language: Language) -> String { self.listed(people, of: everybody, language) }
    let message =
      forAll
      ? LocalizedText(
        ru: "дефицит \(code) закрыть нечем: \(listed(.russian))",
        en: "nothing closes a deficit in \(code): \(listed(.english))")
      : LocalizedText(
        ru: "дефицит \(code) не у всех есть чем закрыть: \(listed(.russian))",
        en: "not everybody has a remedy for a deficit in \(code): \(listed(.english))")
    let codes = measures.map(context.code).joined(separator: ", ")
    let note =
      measures.isEmpty
      ? LocalizedText(
        ru: "нет мероприятия с приростом по \(code), часами и сроками",
        en: "there is no measure with a gain on \(code), hours and days")
      : LocalizedText(
        ru: "прирост по \(code) дают \(codes): человек не входит в их аудиторию, или они ему исключены",
        en: "\(codes) gain on \(code): the person is not of their audience, or they are excluded")
    return AnalysisFinding(
      Diagnostic(forAll ? .warning : .note, Self.id, message, at: .nowhere, notes: [note]), witness: witness,
      proof: forAll ? Self.proof : nil, measures: measures, fields: [context.names.deficits + competency])
  }

  /// `руководитель, резерв (школа, спо); команда (любая организация)`: roles with the same kinds stand together.
  private func listed(_ people: [People], of everybody: [People], _ language: Language) -> String {
    let any = language == .russian ? "любая организация" : "any organisation"
    var groups: [(kinds: String, roles: [String])] = []
    for role in Role.allCases {
      let kinds = people.filter { $0.role == role }.map(\.kind)
      guard !kinds.isEmpty else { continue }
      let isAll = kinds.count == everybody.count { $0.role == role }
      let list = isAll ? any : kinds.map { $0.spelling(in: language) }.joined(separator: ", ")
      let name = role.spelling(in: language)
      if let index = groups.firstIndex(where: { $0.kinds == list }) {
        groups[index].roles.append(name)
      } else {
        groups.append((list, [name]))
      }
    }
    return groups.map { "\($0.roles.joined(separator: ", ")) (\($0.kinds))" }.joined(separator: "; ")
  }
}
