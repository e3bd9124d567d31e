import RouteModel
import RuleAnalysis
import RuleLanguage

extension PlanningContext {
  /// All profiles people can have: everybody has a role, it is known whether they have a mentor, a team and what they
  /// completed; a school's features are known or unknown as a whole; deficits follow from scores, targets and diagnostics.
  public var profileSpace: ProfileSpace {
    let vocabulary = names.vocabulary
    var constraints = ProfileConstraints(sets: vocabulary)
    constraints.alwaysKnown = [names.role, names.mentor, names.inTeam]
    constraints.alwaysKnown.formUnion(names.measures.indices.map { names.completed + $0 })
    constraints.stated = [names.role]
    let free = ProfileSpace(vocabulary: vocabulary, constraints: constraints)
    var definitions: [Int: ProfileSpace.Definition] = [:]
    for competency in names.competencies.indices {
      let definition = definition(of: competency, free)
      definitions[names.deficits + competency] = ProfileSpace.Definition(
        condition: { definition.condition($0) }, literals: { definition.literals($0) })
    }
    return ProfileSpace(vocabulary: vocabulary, constraints: constraints, definitions: definitions)
  }

  private func definition(of competency: Int, _ space: ProfileSpace) -> DeficitDefinition {
    let additions = rules.diagnostics.flatMap { diagnostic in
      diagnostic.additions.filter { $0.competency == competency }.map { addition in
        DeficitDefinition.Addition(
          fires: diagnostic.condition, doesNotFire: space.negation(diagnostic.condition),
          hundredths: addition.hundredths)
      }
    }
    return DeficitDefinition(
      score: names.scores + competency, groups: targetGroups(of: competency, space), additions: additions)
  }

  /// Who has which target: roles that agree for every kind of organisation are taken together.
  private func targetGroups(of competency: Int, _ space: ProfileSpace) -> [DeficitDefinition.Group] {
    var roles: [[Int?: ValueSet]: ValueSet] = [:]
    for (code, role) in Role.allCases.enumerated() {
      var kinds: [Int?: ValueSet] = [:]
      for (position, kind) in ([nil] + OrganisationKind.allCases.map(Optional.some)).enumerated() {
        let line = profiler.framework.lines(for: role, in: kind).first { $0.competency == competency }
        let values = kind == nil ? ValueSet.onlyMissing : ValueSet([Int32(position - 1)...Int32(position - 1)])
        kinds[line?.target.hundredths, default: ValueSet([])] = values.union(kinds[line?.target.hundredths] ?? values)
      }
      let own = ValueSet([Int32(code)...Int32(code)])
      roles[kinds] = own.union(roles[kinds] ?? own)
    }
    let groups = roles.flatMap { kinds, roles in
      kinds.map { target, values in
        let asksRole = ProfileSpace.asks(names.role, roles)
        let isEveryKind = values == space.universe[names.organisationKind]
        return DeficitDefinition.Group(
          target: target,
          condition: isEveryKind ? asksRole : .all([asksRole, ProfileSpace.asks(names.organisationKind, values)]))
      }
    }
    // Out of hash order: by first role, then by first kind.
    return groups.sorted { Self.codes($0.condition).lexicographicallyPrecedes(Self.codes($1.condition)) }
  }

  private static func codes(_ condition: Condition) -> [Int32] {
    condition.literals.map { $0.values.containsMissing ? -1 : $0.values.intervals.first?.lowerBound ?? -1 }
  }
}
