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
    for word in 0..<ruleWords {
      var rest = workspace.near[word]
      while rest != 0 {
        name(word * 64 + rest.trailingZeroBitCount, workspace, body)
        rest &= rest &- 1
      }
    }
  }

  private func name(_ rule: Int, _ workspace: MatchWorkspace, _ body: (Int, Int) -> Void) {
    let extras = Int(extraStarts[rule])..<Int(extraStarts[rule + 1])
    if extras.isEmpty, let column = blockingColumn(rule, workspace) {
      body(rule, columns[column].field)
      return
    }
    var found = 0
    for term in [rule..<(rule + 1), (extras.lowerBound + ruleCount)..<(extras.upperBound + ruleCount)].joined() {
      guard let column = blockingColumn(term, workspace), !workspace.marks[column] else { continue }
      workspace.marks[column] = true
      found += 1
    }
    for formula in formulas.formulas where Int(formula.rule) == rule {
      for column in formulas.columns[formula.columns] where unblocks(column, formula, workspace) {
        workspace.marks[Int(column)] = true
        found += 1
      }
    }
    var column = 0
    while found > 0 {
      if workspace.marks[column] {
        body(rule, columns[column].field)
        workspace.marks[column] = false
        found -= 1
      }
      column += 1
    }
  }

  /// The one column that violates the term, or nil when it is not one field away.
  @inline(__always)
  private func blockingColumn(_ term: Int, _ workspace: MatchWorkspace) -> Int? {
    let (block, word, bit) = (term / Blocks.width, term % Blocks.width / 64, UInt64(term % 64))
    guard Self.words(workspace.termNear)[block &* 8 &+ word] >> bit & 1 == 1 else { return nil }
    let rows = Self.words(blocks.rows.start)
    for index in Int(blocks.termStarts.start[term])..<Int(blocks.termStarts.start[term &+ 1]) {
      let column = Int(blocks.termColumns.start[index])
      let row = blocks.row(column, workspace.classes[column], block: block)
      if rows[row &* 8 &+ word] >> bit & 1 == 0 { return column }
    }
    return nil
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
    let (map, rows, stride) = (blocks.map.start, blocks.rows.start, blocks.mapStride)
    let uses = blocks.uses.start + Int(block.firstUse)
    let base = blocks.bases.start[number]
    // `held`: violated by no field so far; `once`: by at most one.
    var held = base
    var once = base
    for index in 0..<Int(block.useCount) {
      let use = uses[index]
      let row = rows[Int(map[Int(use.map) &+ Int(workspace.classes[Int(use.column)]) &* stride])]
      once &= held | row
      held &= row
    }
    workspace.termMatched[number] = held
    workspace.termNear[number] = once & ~held
  }
}
