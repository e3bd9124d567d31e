import RuleLanguage

extension CompiledRules {
  /// Finds the rules that fire and those exactly one field away from it: some other value of one field, or its absence,
  /// would make them fire. `workspace.matchedWords` and `workspace.nearWords` hold them afterwards.
  ///
  /// From the same rows: a term is one field away when exactly one row lacks its bit, counted by bit-sliced counters.
  public func nearMisses(_ facts: UnsafeBufferPointer<Int32>, _ workspace: MatchWorkspace) {
    guard let row = checked(facts) else { return }
    probes.classify(row, workspace.classes)
    for block in 0..<blocks.count { count(block, workspace) }
    collect(workspace.termMatched, workspace.matched)
    collect(workspace.termNear, workspace.near)
    for formula in formulas.formulas {
      let (word, bit) = (Int(formula.rule) / 64, UInt64(1) << UInt64(formula.rule % 64))
      if formulas.isTrue(formula, workspace.classes) {
        workspace.matched[word] |= bit
      } else if formulas.columns[formula.columns].contains(where: { unblocks($0, formula, workspace) }) {
        workspace.near[word] |= bit
      }
    }
    for word in 0..<ruleWords { workspace.near[word] &= ~workspace.matched[word] }
  }

  /// The same for a fact vector.
  public func nearMisses(_ facts: FactVector, _ workspace: MatchWorkspace) {
    facts.values.withUnsafeBufferPointer { nearMisses($0, workspace) }
  }

  /// Names the fields that keep the near misses of the last `nearMisses` from firing: every pair of rule and field, by
  /// rule, then by field in the order of the index (fields of small domains first).
  public func forEachBlockingField(_ workspace: MatchWorkspace, _ body: (_ rule: Int, _ field: Int) -> Void) {
    for block in 0..<blocks.count { noteBlocking(block, workspace) }
    for word in 0..<ruleWords {
      var rest = workspace.near[word]
      while rest != 0 {
        name(word &* 64 &+ rest.trailingZeroBitCount, workspace, body)
        rest &= rest &- 1
      }
    }
  }

  /// Notes, for every term of a block that is one field away, the column that violates it: by columns, because a column's
  /// row names all the terms it violates at once.
  private func noteBlocking(_ number: Int, _ workspace: MatchWorkspace) {
    let block = blocks.blocks.start[number]
    let uses = blocks.uses.start + Int(block.firstUse)
    let near = Self.words(workspace.termNear) + number &* 8
    let rows = Self.words(blocks.rows.start)
    let blocking = workspace.blocking + number &* Blocks.width
    for index in 0..<Int(block.useCount) {
      let column = uses[index].column
      let row = rows + blocks.row(uses[index], workspace.classes) &* 8
      for word in 0..<8 {
        var violated = near[word] & ~row[word]
        while violated != 0 {
          blocking[word &* 64 &+ violated.trailingZeroBitCount] = column
          violated &= violated &- 1
        }
      }
    }
  }

  @inline(__always)
  private func name(_ rule: Int, _ workspace: MatchWorkspace, _ body: (Int, Int) -> Void) {
    let (first, last) = (Int(extraStarts.start[rule]), Int(extraStarts.start[rule &+ 1]))
    if first == last, layerCount == 1, isNear(rule, workspace) {
      body(rule, Int(fields.start[Int(workspace.blocking[rule])]))
    } else {
      nameSeveral(rule, extras: first..<last, workspace, body)
    }
  }

  private func nameSeveral(
    _ rule: Int, extras: Range<Int>, _ workspace: MatchWorkspace, _ body: (Int, Int) -> Void
  ) {
    var columns: UInt64 = 0
    func mark(_ column: Int32) {
      // Vocabularies of more fields than a word has bits are rare.
      if column < 64 { columns |= 1 << UInt64(column) } else { workspace.marks[Int(column)] = true }
    }
    for layer in 0..<layerCount {
      let term = layer &* 64 &* ruleWords &+ rule
      if isNear(term, workspace) { mark(workspace.blocking[term]) }
    }
    for extra in extras where isNear(extraStart &+ extra, workspace) { mark(workspace.blocking[extraStart &+ extra]) }
    if formulaCount > 0 {
      for formula in formulas.formulas where Int(formula.rule) == rule {
        for column in formulas.columns[formula.columns] where unblocks(column, formula, workspace) { mark(column) }
      }
    }
    while columns != 0 {
      body(rule, Int(fields.start[columns.trailingZeroBitCount]))
      columns &= columns &- 1
    }
    for column in stride(from: 64, to: fields.count, by: 1) where workspace.marks[column] {
      body(rule, Int(fields.start[column]))
      workspace.marks[column] = false
    }
  }

  /// Whether the term is exactly one field away.
  @inline(__always)
  private func isNear(_ term: Int, _ workspace: MatchWorkspace) -> Bool {
    Self.words(workspace.termNear)[term / 64] >> UInt64(term % 64) & 1 == 1
  }

  private static func words(_ rows: UnsafePointer<SIMD8<UInt64>>) -> UnsafePointer<UInt64> {
    UnsafeRawPointer(rows).assumingMemoryBound(to: UInt64.self)
  }

  /// Whether some class of the column makes the formula true. Class 0 is in no set, and literals are never negated: it
  /// can't help.
  private func unblocks(_ column: Int32, _ formula: BitFormulas.Formula, _ workspace: MatchWorkspace) -> Bool {
    (1..<columns[Int(column)].classCount).contains { candidate in
      formulas.isTrue(formula, workspace.classes, instead: (column, UInt32(candidate)))
    }
  }

  @inline(__always)
  private func count(_ number: Int, _ workspace: MatchWorkspace) {
    let block = blocks.blocks.start[number]
    let rows = blocks.rows.start
    let uses = blocks.uses.start + Int(block.firstUse)
    let base = blocks.bases.start[number]
    // `held`: violated by no field so far; `once`: by at most one.
    var held = base
    var once = base
    for index in 0..<Int(block.useCount) {
      let row = rows[blocks.row(uses[index], workspace.classes)]
      once &= held | row
      held &= row
    }
    workspace.termMatched[number] = held
    workspace.termNear[number] = once & ~held
  }
}
