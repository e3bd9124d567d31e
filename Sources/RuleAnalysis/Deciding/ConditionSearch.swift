import RuleLanguage

/// The search behind `ConditionSolver`: a tableau over boxes. A box gives each field a set of values.
///
/// Its argument is written down at `ConditionSolver`.
struct ConditionSearch: Sendable {
  let space: ProfileSpace
  /// The box: nil is a field's whole universe.
  private(set) var box: [ValueSet?]
  private var trail: [(field: Int, old: ValueSet?)] = []
  private var memo: [Asked: Condition] = [:]
  private var literalMemo: [Asked: Set<Literal>] = [:]

  private struct Asked: Hashable {
    var field: Int
    var values: ValueSet
  }

  init(space: ProfileSpace) {
    self.space = space
    box = Array(repeating: nil, count: space.universe.count)
  }

  /// Whether some profile makes all goals true. The box is empty again afterwards.
  mutating func isSatisfiable(_ goals: [Condition], usingDefinitions: Bool = true) -> Bool {
    defer { undo(to: 0) }
    return run(goals.reversed(), [], isExpanded: !usingDefinitions)
  }

  /// For which profiles a computed field has one of the values.
  mutating func definition(of field: Int, _ values: ValueSet) -> Condition {
    let asked = Asked(field: field, values: values)
    if let found = memo[asked] { return found }
    let made = space.definitions[field]?.condition(values) ?? .constant(true)
    memo[asked] = made
    return made
  }

  /// The different literals of a definition.
  mutating func definitionLiterals(of field: Int, _ values: ValueSet) -> Set<Literal> {
    let asked = Asked(field: field, values: values)
    if let found = literalMemo[asked] { return found }
    let literals = Set(space.definitions[field]?.literals(values) ?? [])
    literalMemo[asked] = literals
    return literals
  }

  // MARK: Boxes

  private func values(of field: Int) -> ValueSet { box[field] ?? space.universe[field] }

  /// Leaves a field only values of `allowed`; false when none is left.
  private mutating func narrow(_ field: Int, to allowed: ValueSet) -> Bool {
    let before = values(of: field)
    if before.isSubset(of: allowed) { return true }
    let after = before.intersection(allowed)
    if after.isEmpty { return false }
    trail.append((field, box[field]))
    box[field] = after
    guard !space.companions[field].isEmpty else { return true }
    return spread(field, after, before)
  }

  /// What becomes surely known, or surely unknown, of one member of a set becomes so of all.
  private mutating func spread(_ field: Int, _ after: ValueSet, _ before: ValueSet) -> Bool {
    for other in space.companions[field] {
      if before.containsMissing, !after.containsMissing {
        guard narrow(other, to: ValueSet(space.universe[other].intervals)) else { return false }
      }
      if !before.intervals.isEmpty, after.intervals.isEmpty {
        guard narrow(other, to: .onlyMissing) else { return false }
      }
    }
    return true
  }

  private mutating func undo(to mark: Int) {
    while trail.count > mark, let last = trail.popLast() { box[last.field] = last.old }
  }

  /// Whether the box alone does not rule the condition out.
  private func isPossible(_ condition: Condition) -> Bool {
    switch condition {
    case .constant(let value): value
    case .literal(let literal): values(of: literal.field).meets(literal.values)
    case .all(let parts): parts.allSatisfy { isPossible($0) }
    case .any(let parts): parts.contains { isPossible($0) }
    }
  }

  /// Whether every profile of the box makes the condition true, as far as single fields show it.
  private func isCertain(_ condition: Condition) -> Bool {
    switch condition {
    case .constant(let value): value
    case .literal(let literal): values(of: literal.field).isSubset(of: literal.values)
    case .all(let parts): parts.allSatisfy { isCertain($0) }
    case .any(let parts): parts.contains { isCertain($0) }
    }
  }

  // MARK: Search

  /// Discharges `goals` (a stack) and the open alternatives; leaves the box of the first answer on the trail.
  private mutating func run(_ goals: [Condition], _ alternatives: [[Condition]], isExpanded: Bool) -> Bool {
    var pending = goals
    var open = alternatives
    repeat {
      while let goal = pending.popLast() {
        switch goal {
        case .constant(let value): if !value { return false }
        case .literal(let literal): guard narrow(literal.field, to: literal.values) else { return false }
        case .all(let parts): pending.append(contentsOf: parts.reversed())
        case .any(let parts): open.append(parts)
        }
      }
      guard simplify(&open, &pending) else { return false }
    } while !pending.isEmpty
    if !open.isEmpty { return branch(open, isExpanded: isExpanded) }
    if isExpanded { return true }
    let definitions = space.defined.compactMap { field in box[field].map { (field, $0) } }
    return run(definitions.map { definition(of: $0.0, $0.1) }, [], isExpanded: true)
  }

  /// Drops alternatives that hold anyway and parts that can't hold; an only part left becomes a goal.
  private func simplify(_ open: inout [[Condition]], _ pending: inout [Condition]) -> Bool {
    var kept: [[Condition]] = []
    for parts in open where !parts.contains(where: { isCertain($0) }) {
      let alive = parts.filter { isPossible($0) }
      if alive.isEmpty { return false }
      if alive.count == 1 { pending.append(alive[0]) } else { kept.append(alive) }
    }
    open = kept
    return true
  }

  /// Tries the parts of the shortest alternative in turn. A comparison that failed does not come back in later parts.
  private mutating func branch(_ open: [[Condition]], isExpanded: Bool) -> Bool {
    var rest = open
    guard let shortest = open.indices.min(by: { (open[$0].count, $0) < (open[$1].count, $1) }) else { return true }
    let parts = rest.remove(at: shortest)
    let start = trail.count
    for part in parts {
      let mark = trail.count
      if run([part], rest, isExpanded: isExpanded) { return true }
      undo(to: mark)
      guard case .literal(let literal) = part else { continue }
      let others = literal.values.complement(in: space.universe[literal.field])
      guard narrow(literal.field, to: others) else { break }
    }
    undo(to: start)
    return false
  }
}
