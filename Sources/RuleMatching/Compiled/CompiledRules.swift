import RuleLanguage

/// Conditions compiled into bitmaps: the packet-classification scheme of Lakshman and Stiliadis (SIGCOMM 1998).
///
/// Every condition is a disjunction of terms (`DisjunctiveForm`), a term a conjunction of sets of values, one per field.
/// The values of a field fall into classes (`Column`); each class has a row of bits, one per term, set unless the class
/// violates the term. The terms that hold are the AND of one row per field. Terms stand in blocks of 512, whose rows are
/// one cache line each. The first terms of all rules stand together, and where many rules have a second or third one,
/// those too, rule by rule in the same order: then they are joined by an OR of words. The others stand behind them,
/// packed. For matching alone, up to 64 rules of few terms have rows of one word, two or four instead (`NarrowRows`).
///
/// A condition with more than `termLimit` terms is kept as a formula over the classes (`BitFormulas`) and evaluated after
/// the bitmaps: slower, as exact.
///
/// Exact for every condition of the language and every `Int32`, also values outside a field's domain: a rule is matched
/// when `Evaluator.isTrue` says so. Time per profile: O(used fields · terms / 512); nothing is allocated.
public final class CompiledRules: Sendable {
  /// The most terms of one condition before it is kept as a formula.
  public static let termLimit = 64
  /// The widest span of codes for which a field gets a table; wider ones are searched.
  static let tableLimit = 1 << 16

  /// The number of rules.
  public let ruleCount: Int
  /// The number of words of a bitmap of rules.
  public let ruleWords: Int
  /// How many conditions are evaluated as formulas.
  public var formulaCount: Int { formulas.formulas.count }
  /// The fields some rule uses.
  public var usedFields: [Int] { columns.map(\.field).sorted() }

  let columns: [Column]
  /// The field of each column.
  let fields: FrozenBuffer<Int32>
  let probes: Probes
  let blocks: Blocks
  /// Rows of few words, for at most 64 rules of few terms and no formulas.
  let narrow: NarrowIndex?
  let formulas: BitFormulas
  /// How many layers of terms have one for each rule; bit `layer · 64 · ruleWords + rule`.
  let layerCount: Int
  /// The first packed term.
  let extraStart: Int
  /// The rule of each packed term.
  let extraRules: FrozenBuffer<Int32>
  /// Where the packed terms of each rule start; `ruleCount + 1` entries.
  let extraStarts: FrozenBuffer<Int32>
  /// The bits of the last rule word that are rules.
  let lastMask: UInt64
  /// The bits of a column's number.
  let planeCount: Int
  /// For each byte, a word with each of its bits in a byte of its own.
  let spreading = FrozenBuffer((UInt64(0)..<256).map(CompiledRules.spread))
  /// The greatest position of a used field, or -1.
  let lastField: Int

  /// Compiles conditions; rule `i` is `conditions[i]`. O(literals · classes of their fields).
  public init(_ conditions: [Condition]) {
    ruleCount = conditions.count
    ruleWords = (conditions.count + 63) / 64
    let rest = conditions.count % 64
    lastMask = rest == 0 ? ~0 : (1 << UInt64(rest)) - 1
    var lists: [[Term]] = []
    var hard: [(rule: Int, condition: Condition)] = []
    for (rule, condition) in conditions.enumerated() {
      let terms = DisjunctiveForm.terms(of: condition, limit: Self.termLimit)
      if terms == nil { hard.append((rule, condition)) }
      lists.append(terms ?? [])
    }
    layerCount = Self.layerCount(lists)
    extraStart = layerCount == 1 ? conditions.count : layerCount * 64 * ruleWords
    var terms = [Term?](repeating: nil, count: extraStart)
    var owners: [Int32] = []
    var starts: [Int32] = [0]
    for (rule, list) in lists.enumerated() {
      for (number, term) in list.enumerated() {
        if number < layerCount {
          terms[number * 64 * ruleWords + rule] = term
        } else {
          terms.append(term)
          owners.append(Int32(rule))
        }
      }
      starts.append(Int32(owners.count))
    }
    let columns = Self.columns(terms, hard.map(\.condition))
    var position: [Int: Int] = [:]
    for (index, column) in columns.enumerated() { position[column.field] = index }
    var formulas = BitFormulas()
    for (rule, condition) in hard { formulas.add(rule: rule, condition, columns, position: position) }
    self.columns = columns
    fields = FrozenBuffer(columns.map { Int32($0.field) })
    planeCount = Self.bits(of: columns.count)
    lastField = columns.map(\.field).max() ?? -1
    self.formulas = formulas
    extraRules = FrozenBuffer(owners)
    extraStarts = FrozenBuffer(starts)
    probes = Probes(columns)
    blocks = Blocks(terms, columns, position: position, planeCount: Self.bits(of: columns.count))
    narrow = hard.isEmpty ? NarrowIndex(lists, columns, probes, position: position) : nil
  }

  /// The bits of a byte, the least first, in the bytes of a word as they stand in memory.
  private static func spread(_ byte: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for bit in UInt64(0)..<8 { result |= (byte >> bit & 1) << (8 * bit) }
    return result.littleEndian
  }

  /// The bits of numbers below `count`, at least one.
  private static func bits(of count: Int) -> Int { Int.bitWidth - max(1, count - 1).leadingZeroBitCount }

  /// One layer where all terms fit one word, or few rules have a second one.
  private static func layerCount(_ lists: [[Term]]) -> Int {
    let total = lists.reduce(0) { $0 + max(1, $1.count) }
    var layers = 1
    while total > 64, 4 * lists.count(where: { $0.count > layers }) >= lists.count { layers += 1 }
    return layers
  }

  /// A column per used field: those with tables first, then those to be searched, each by field.
  private static func columns(_ terms: [Term?], _ formulas: [Condition]) -> [Column] {
    var sets: [Int: [ValueSet]] = [:]
    for case .some(let term) in terms {
      for part in term.parts { sets[part.field, default: []].append(part.values) }
    }
    for condition in formulas {
      for literal in condition.literals { sets[literal.field, default: []].append(literal.values) }
    }
    let columns = sets.keys.sorted().map { Column(field: $0, sets: sets[$0] ?? []) }
    return columns.filter(\.hasTable) + columns.filter { !$0.hasTable }
  }

  /// The memory for one thread.
  public func makeWorkspace() -> MatchWorkspace {
    MatchWorkspace(
      ruleWords: ruleWords, columns: columns.count, blocks: blocks.count, uses: blocks.uses.count,
      planes: planeCount, slots: narrow?.slotRoom ?? 0)
  }
}

extension Column {
  /// The codes from the first cut to before the last one.
  var span: Int { cuts.isEmpty ? 0 : cuts[cuts.count - 1] - cuts[0] }
  /// Whether classes are looked up in a table.
  var hasTable: Bool { span <= CompiledRules.tableLimit && classCount <= Int(UInt16.max) }
}
