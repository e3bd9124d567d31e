import Diagnostics
import RuleAnalysis
import RuleLanguage

/// The small damages of a condition: one change each.
struct ConditionMutations {
  /// A damaged condition and what was done, in words.
  struct Change {
    var condition: Condition
    var description: LocalizedText
    var range: SourceRange
  }

  let vocabulary: Vocabulary
  private(set) var changes: [Change] = []

  /// All damages of `condition`.
  init(of condition: Condition, in vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    if case .literal(let literal) = condition { drop(literal.range, text(literal), leaving: .constant(true)) }
    damage(condition) { $0 }
  }

  private typealias Rebuild = (Condition) -> Condition

  private mutating func damage(_ condition: Condition, _ rebuild: @escaping Rebuild) {
    switch condition {
    case .constant: break
    case .literal(let literal): damage(literal) { rebuild(.literal($0)) }
    case .all(let parts): damage(parts, isAll: true, rebuild)
    case .any(let parts): damage(parts, isAll: false, rebuild)
    }
  }

  private mutating func damage(_ parts: [Condition], isAll: Bool, _ rebuild: @escaping Rebuild) {
    func joined(_ parts: [Condition]) -> Condition { isAll ? .all(parts) : .any(parts) }
    if parts.count > 1 {
      let (and, or) = (word(.and), word(.or))
      let literals = parts.flatMap(\.literals)
      add(
        rebuild(isAll ? .any(parts) : .all(parts)), range(of: literals),
        isAll
          ? LocalizedText(ru: "«\(or.russian)» вместо «\(and.russian)»", en: "«\(or.english)» for «\(and.english)»")
          : LocalizedText(ru: "«\(and.russian)» вместо «\(or.russian)»", en: "«\(and.english)» for «\(or.english)»"))
    }
    for (index, part) in parts.enumerated() {
      if parts.count > 1 {
        var rest = parts
        rest.remove(at: index)
        drop(range(of: part.literals), text(part), leaving: rebuild(joined(rest)))
      }
      damage(part) { changed in
        var changedParts = parts
        changedParts[index] = changed
        return rebuild(joined(changedParts))
      }
    }
  }

  private mutating func damage(_ literal: Literal, _ rebuild: (Literal) -> Condition) {
    func with(_ values: ValueSet) -> Literal {
      Literal(field: literal.field, values: values, range: literal.range, asksPresence: literal.asksPresence)
    }
    func replace(_ values: ValueSet) {
      let changed = with(values)
      let (old, new) = (text(literal), text(changed))
      add(
        rebuild(changed), literal.range,
        LocalizedText(
          ru: "«\(new.russian)» вместо «\(old.russian)»", en: "«\(new.english)» for «\(old.english)»"))
    }
    let domain = vocabulary.fields[literal.field].domain
    if literal.asksPresence {
      replace(literal.values.containsMissing ? ValueSet([domain.codes]) : .onlyMissing)
      return
    }
    replace(literal.values.knownComplement(in: domain.codes))
    if domain.isOrdered {
      for values in moved(literal.values, domain) { replace(values) }
    } else if case .enumeration(let names) = domain, names.count > 2 {
      for values in replaced(literal.values, domain.codes) { replace(values) }
    }
  }

  /// Each threshold inside the domain moved by one unit, both ways.
  private func moved(_ values: ValueSet, _ domain: Domain) -> [ValueSet] {
    let codes = domain.codes
    let unit = domain.unit
    var result: [ValueSet] = []
    for (index, interval) in values.intervals.enumerated() {
      func put(_ low: Int32, _ high: Int32) {
        guard low <= high, codes.contains(low), codes.contains(high) else { return }
        var intervals = values.intervals
        intervals[index] = low...high
        result.append(ValueSet(intervals))
      }
      let (low, high) = (interval.lowerBound, interval.upperBound)
      for step in [-unit, unit] {
        if low > codes.lowerBound { put(low + step, high) }
        if high < codes.upperBound { put(low, high + step) }
      }
    }
    return result
  }

  /// The first value that is not asked for in place of each that is.
  private func replaced(_ values: ValueSet, _ codes: ClosedRange<Int32>) -> [ValueSet] {
    guard let other = codes.first(where: { !values.contains($0) }) else { return [] }
    let asked = values.intervals.flatMap { Array($0) }
    return asked.map { value in
      ValueSet(asked.filter { $0 != value }.map { $0...$0 } + [other...other])
    }
  }

  // MARK: Wording

  private mutating func add(_ condition: Condition, _ range: SourceRange, _ description: LocalizedText) {
    changes.append(Change(condition: condition, description: description, range: range))
  }

  private mutating func drop(_ range: SourceRange, _ text: LocalizedText, leaving condition: Condition) {
    add(
      condition, range,
      LocalizedText(ru: "часть «\(text.russian)» отброшена", en: "the part «\(text.english)» dropped"))
  }

  private func word(_ keyword: Keyword) -> LocalizedText { LocalizedText(ru: keyword.russian, en: keyword.english) }

  private func text(_ literal: Literal) -> LocalizedText {
    LocalizedText(
      ru: literal.text(in: vocabulary, language: .russian), en: literal.text(in: vocabulary, language: .english))
  }

  /// A part in words: its comparisons, parted by dots where there are several.
  private func text(_ condition: Condition) -> LocalizedText {
    let texts = condition.literals.map { text($0) }
    if condition == .constant(true) { return word(.always) }
    return LocalizedText(
      ru: texts.map(\.russian).joined(separator: " … "), en: texts.map(\.english).joined(separator: " … "))
  }

  private func range(of literals: [Literal]) -> SourceRange {
    SourceRange(literals.map(\.range.lowerBound).min() ?? 0, literals.map(\.range.upperBound).max() ?? 0)
  }
}
