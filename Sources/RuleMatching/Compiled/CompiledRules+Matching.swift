import RuleLanguage

extension CompiledRules {
  /// Finds the rules that fire for one profile; `workspace.matchedWords` holds them afterwards.
  public func match(_ facts: FactVector, _ workspace: MatchWorkspace) {
    facts.values.withUnsafeBufferPointer { match($0, workspace) }
  }

  /// The same for a row of coded values, one per field of the vocabulary.
  public func match(_ facts: UnsafeBufferPointer<Int32>, _ workspace: MatchWorkspace) {
    guard let row = checked(facts) else { return }
    match(row, workspace.matched, workspace)
  }

  /// Finds the rules that fire for many profiles: rows of `fieldCount` values one after another; `matched` gets
  /// `ruleWords` words per row.
  public func matchAll(
    _ facts: UnsafeBufferPointer<Int32>, fieldCount: Int, into matched: UnsafeMutableBufferPointer<UInt64>,
    _ workspace: MatchWorkspace
  ) {
    guard fieldCount > 0, let first = facts.baseAddress, let result = matched.baseAddress else { return }
    let count = facts.count / fieldCount
    precondition(matched.count >= count * ruleWords && fieldCount > lastField)
    if let narrow {
      narrow.match(first, fieldCount: fieldCount, count: count, into: result, workspace.slots)
      return
    }
    for row in 0..<count { match(first + row &* fieldCount, result + row &* ruleWords, workspace) }
  }

  /// The start of a row that is long enough, checked once per call.
  func checked(_ facts: UnsafeBufferPointer<Int32>) -> UnsafePointer<Int32>? {
    precondition(facts.count > lastField, "a fact row has a value per field")
    return facts.baseAddress
  }

  @inline(__always)
  private func match(
    _ facts: UnsafePointer<Int32>, _ result: UnsafeMutablePointer<UInt64>, _ workspace: MatchWorkspace
  ) {
    if let narrow {
      narrow.match(facts, fieldCount: 0, count: 1, into: result, workspace.slots)
      return
    }
    if blocks.count == 1, formulas.formulas.isEmpty {
      matchSingleBlock(facts, workspace)
    } else {
      probes.classify(facts, workspace.classes)
      for block in 0..<blocks.count { matchBlock(block, workspace) }
    }
    collect(workspace.termMatched, result)
    for formula in formulas.formulas where formulas.isTrue(formula, workspace.classes) {
      result[Int(formula.rule) / 64] |= 1 << UInt64(formula.rule % 64)
    }
  }

  /// One block: classes need not be kept, so a field costs a look-up and an AND.
  @inline(__always)
  private func matchSingleBlock(_ facts: UnsafePointer<Int32>, _ workspace: MatchWorkspace) {
    let (tables, entries, map, rows) = (probes.tables, probes.classes.start, blocks.map.start, blocks.rows.start)
    let uses = blocks.uses.start
    var terms = blocks.bases.start[0]
    for index in 0..<tables.count {
      let probe = tables.start[index]
      let entry = Int(entries[probe.slot(facts[Int(probe.field)])])
      terms &= rows[Int(map[Int(uses[index].map) &+ entry])]
    }
    for index in 0..<probes.searches.count {
      let probe = probes.searches.start[index]
      let entry = Int(probes.search(probe, facts[Int(probe.field)]))
      terms &= rows[Int(map[Int(uses[tables.count &+ index].map) &+ entry])]
    }
    workspace.termMatched[0] = terms
  }

  @inline(__always)
  private func matchBlock(_ number: Int, _ workspace: MatchWorkspace) {
    let block = blocks.blocks.start[number]
    let rows = blocks.rows.start
    let uses = blocks.uses.start + Int(block.firstUse)
    var terms = blocks.bases.start[number]
    for index in 0..<Int(block.useCount) {
      terms &= rows[blocks.row(uses[index], workspace.classes)]
    }
    workspace.termMatched[number] = terms
  }

  /// Terms to rules: layers are joined word by word, packed terms one by one.
  @inline(__always)
  func collect(_ terms: UnsafePointer<SIMD8<UInt64>>, _ result: UnsafeMutablePointer<UInt64>) {
    guard ruleWords > 0 else { return }
    let words = UnsafeRawPointer(terms).assumingMemoryBound(to: UInt64.self)
    for word in 0..<ruleWords { result[word] = words[word] }
    result[ruleWords &- 1] &= lastMask
    var layer = ruleWords
    while layer < layerCount &* ruleWords {
      for word in 0..<ruleWords { result[word] |= words[layer &+ word] }
      layer &+= ruleWords
    }
    guard extraRules.count > 0 else { return }
    let last = (extraStart &+ extraRules.count &+ 63) / 64
    var word = extraStart / 64
    // Bits below the first packed term are no packed terms.
    var rest = words[word] & (~0 << UInt64(extraStart % 64))
    while true {
      while rest != 0 {
        let term = word &* 64 &+ rest.trailingZeroBitCount
        let rule = extraRules.start[term &- extraStart]
        result[Int(rule / 64)] |= 1 << UInt64(rule % 64)
        rest &= rest &- 1
      }
      word &+= 1
      if word >= last { return }
      rest = words[word]
    }
  }
}
