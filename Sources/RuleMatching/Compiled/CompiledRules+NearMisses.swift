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
    let isPlain = layerCount == 1 && extraRules.count == 0 && formulaCount == 0 && planeCount <= 8
    let (blocking, fields) = (UnsafePointer(workspace.blocking), fields.start)
    for word in 0..<ruleWords {
      var rest = workspace.near[word]
      while rest != 0 {
        let rule = word &* 64 &+ rest.trailingZeroBitCount
        if isPlain { body(rule, Int(fields[Int(blocking[rule])])) } else { name(rule, workspace, body) }
        rest &= rest &- 1
      }
    }
  }

  /// Notes the column that violates each term of a block that exactly one violates. The rows of the columns whose numbers
  /// have a certain bit do not all hold exactly when the number sought has it; then the bits of eight terms at a time are
  /// put together.
  private func noteBlocking(_ number: Int, _ workspace: MatchWorkspace) {
    let block = blocks.blocks.start[number]
    let rowNumbers = UnsafePointer(workspace.rowNumbers) + Int(block.firstUse)
    let rows = blocks.rows.start
    let planes = UnsafePointer(workspace.planes)
    var bounds = blocks.planeBounds.start + number &* planeCount
    var use = blocks.planeUses.start + Int(bounds[0])
    for plane in 0..<planeCount {
      var held = SIMD8<UInt64>(repeating: ~0)
      for _ in bounds[0]..<bounds[1] {
        held &= rows[Int(rowNumbers[Int(use.pointee)])]
        use += 1
      }
      workspace.planes[plane] = ~held
      bounds += 1
    }
    for first in stride(from: 0, to: planeCount, by: 8) {
      let target = workspace.blocking + (first / 8 &* blocks.count &+ number) &* Blocks.width
      // A loop for each usual number of bits, so that it is unrolled.
      switch planeCount &- first {
      case ...4: gather(planes + first, 4, target)
      case 5: gather(planes + first, 5, target)
      case 6: gather(planes + first, 6, target)
      default: gather(planes + first, 8, target)
      }
    }
  }

  /// Puts together the bits of the numbers of all terms of a block, from `count` planes; those beyond the last are zero.
  @inline(__always)
  private func gather(_ planes: UnsafePointer<SIMD8<UInt64>>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>) {
    let (bytes, spread) = (UnsafeRawPointer(planes).assumingMemoryBound(to: UInt8.self), spreading.start)
    let numbers = UnsafeMutableRawPointer(target)
    for place in 0..<(Blocks.width / 8) {
      var columns: UInt64 = 0
      for plane in 1...count {
        columns = columns &+ columns &+ spread[Int(bytes[(count &- plane) &* (Blocks.width / 8) &+ place])]
      }
      numbers.storeBytes(of: columns, toByteOffset: 8 &* place, as: UInt64.self)
    }
  }

  /// Names the fields of a rule with several terms: as bits of a word, where the columns are no more than that.
  private func name(_ rule: Int, _ workspace: MatchWorkspace, _ body: (Int, Int) -> Void) {
    guard fields.count <= 64, formulaCount == 0 else { return nameAll(rule, workspace, body) }
    var columns: UInt64 = 0
    for layer in 0..<layerCount {
      let term = layer &* 64 &* ruleWords &+ rule
      columns |= near(term, workspace) &<< UInt64(workspace.blocking[term])
    }
    for extra in Int(extraStarts.start[rule])..<Int(extraStarts.start[rule &+ 1]) {
      let term = extraStart &+ extra
      columns |= near(term, workspace) &<< UInt64(workspace.blocking[term])
    }
    while columns != 0 {
      body(rule, Int(fields.start[columns.trailingZeroBitCount]))
      columns &= columns &- 1
    }
  }

  /// Names the fields of any rule.
  private func nameAll(_ rule: Int, _ workspace: MatchWorkspace, _ body: (Int, Int) -> Void) {
    let layered = (0..<layerCount).map { $0 * 64 * ruleWords + rule }
    let extras = (Int(extraStarts[rule])..<Int(extraStarts[rule + 1])).map { extraStart + $0 }
    var columns = Set((layered + extras).filter { near($0, workspace) == 1 }.map { blockingColumn($0, workspace) })
    for formula in formulas.formulas where Int(formula.rule) == rule {
      columns.formUnion(formulas.columns[formula.columns].filter { unblocks($0, formula, workspace) }.map(Int.init))
    }
    for column in columns.sorted() { body(rule, Int(fields[column])) }
  }

  /// The column that violates a term that is one field away.
  private func blockingColumn(_ term: Int, _ workspace: MatchWorkspace) -> Int {
    let low = Int(workspace.blocking[term])
    return planeCount <= 8 ? low : low | Int(workspace.blocking[blocks.count &* Blocks.width &+ term]) << 8
  }

  /// 1 for a term that is exactly one field away, otherwise 0.
  @inline(__always)
  private func near(_ term: Int, _ workspace: MatchWorkspace) -> UInt64 {
    UnsafeRawPointer(workspace.termNear).assumingMemoryBound(to: UInt64.self)[term &>> 6] &>> UInt64(term & 63) & 1
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
    let rowNumbers = workspace.rowNumbers + Int(block.firstUse)
    for index in 0..<Int(block.useCount) {
      let number = blocks.row(uses[index], workspace.classes)
      rowNumbers[index] = UInt32(truncatingIfNeeded: number)
      let row = rows[number]
      once &= held | row
      held &= row
    }
    workspace.termMatched[number] = held
    workspace.termNear[number] = once & ~held
  }
}
