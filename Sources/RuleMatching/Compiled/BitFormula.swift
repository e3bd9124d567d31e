import RuleLanguage

/// Conditions whose disjunctive form would be too large, kept as formulas over class bits.
///
/// A literal is a set of classes of its column, so it is decided by one bit. Nodes stand in preorder; `end` is the node
/// after the subtree, so that a decided conjunction or alternative skips the rest of itself.
struct BitFormulas: Sendable {
  struct Node: Sendable {
    enum Kind: UInt8, Sendable { case isFalse, isTrue, literal, all, any }
    var kind: Kind
    var end: Int32
    var column: Int32 = 0
    var bits: Int32 = 0
  }

  /// A formula: the rule it belongs to, its root, and the columns it names.
  struct Formula: Sendable {
    var rule: Int32
    var root: Int32
    var columns: Range<Int>
  }

  private(set) var formulas: [Formula] = []
  private(set) var columns: [Int32] = []
  private var nodes: [Node] = []
  private var bits: [UInt64] = []

  /// Adds the condition of a rule; `position` gives a field's column.
  mutating func add(rule: Int, _ condition: Condition, _ all: [Column], position: [Int: Int]) {
    let root = nodes.count
    append(condition, all, position)
    let named = Set(condition.literals.compactMap { position[$0.field] }).sorted()
    let first = columns.count
    columns += named.map(Int32.init)
    formulas.append(Formula(rule: Int32(rule), root: Int32(root), columns: first..<columns.count))
  }

  private mutating func append(_ condition: Condition, _ all: [Column], _ position: [Int: Int]) {
    let node = nodes.count
    nodes.append(Node(kind: .isFalse, end: 0))
    switch condition {
    case .constant(let value): nodes[node].kind = value ? .isTrue : .isFalse
    case .literal(let literal):
      guard let column = position[literal.field] else { preconditionFailure("a literal's field has a column") }
      nodes[node].kind = .literal
      nodes[node].column = Int32(column)
      nodes[node].bits = Int32(bits.count)
      var set = [UInt64](repeating: 0, count: (all[column].classCount + 63) / 64)
      for range in all[column].classes(of: literal.values) {
        for index in range { set[index / 64] |= 1 << UInt64(index % 64) }
      }
      bits += set
    case .all(let parts), .any(let parts):
      if case .all = condition { nodes[node].kind = .all } else { nodes[node].kind = .any }
      for part in parts { append(part, all, position) }
    }
    nodes[node].end = Int32(nodes.count)
  }

  /// Whether the formula is true with these classes; `instead` overrides one column's class.
  func isTrue(
    _ formula: Formula, _ classes: UnsafePointer<UInt32>, instead: (column: Int32, value: UInt32) = (-1, 0)
  ) -> Bool {
    nodes.withUnsafeBufferPointer { nodes in
      bits.withUnsafeBufferPointer { bits in
        func value(_ index: Int) -> Bool {
          let node = nodes[index]
          switch node.kind {
          case .isFalse: return false
          case .isTrue: return true
          case .literal:
            let c = Int(node.column == instead.column ? instead.value : classes[Int(node.column)])
            return bits[Int(node.bits) + c / 64] >> UInt64(c % 64) & 1 == 1
          case .all, .any:
            let decisive = node.kind == .any
            var part = index + 1
            while part < Int(node.end) {
              if value(part) == decisive { return decisive }
              part = Int(nodes[part].end)
            }
            return !decisive
          }
        }
        return value(Int(formula.root))
      }
    }
  }
}
