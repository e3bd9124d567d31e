import RouteModel
import RuleLanguage

/// Which competencies a role is measured in, and with which targets.
///
/// A target comes from the rules' override for the role, else from the catalog's column, else from the role the rules
/// name with «как» (by the same steps, no further than every role once).
struct TargetFramework: Sendable {
  /// A competency of a framework.
  struct Line: Sendable, Hashable {
    /// The competency's position.
    var competency: Int
    /// Its target.
    var target: Points
  }

  private struct Key: Hashable {
    var role: Role
    var kind: OrganisationKind?
  }

  private let lines: [Key: [Line]]

  init(_ catalog: Catalog, _ names: RouteVocabulary, targets: [RoleTargets]) {
    let roles = Role.allCases
    let byRole = Dictionary(targets.map { (roles[$0.role], $0) }, uniquingKeysWith: { first, _ in first })
    func target(_ role: Role, _ position: Int, _ depth: Int) -> Points? {
      if let override = byRole[role]?.overrides[position] { return Points(hundredths: override) }
      if let own = catalog.competencies[position].targets[role] { return own }
      guard depth > 0, let like = byRole[role]?.like else { return nil }
      return target(roles[like], position, depth - 1)
    }
    var lines: [Key: [Line]] = [:]
    for kind in [nil] + OrganisationKind.allCases.map(Optional.some) {
      let open = catalog.framework(for: kind).compactMap { names.position(of: $0.code) }
      for role in roles {
        lines[Key(role: role, kind: kind)] = open.compactMap { position in
          target(role, position, roles.count).map { Line(competency: position, target: $0) }
        }
      }
    }
    self.lines = lines
  }

  /// The lines for a role in a kind of organisation (nil: not known, then every kind), by competency. O(1).
  func lines(for role: Role, in kind: OrganisationKind?) -> [Line] { lines[Key(role: role, kind: kind)] ?? [] }
}
