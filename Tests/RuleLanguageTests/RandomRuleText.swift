import Diagnostics
import RuleLanguage
import TestSupport

/// Random rule files that use every construct of the grammar in `Rules/README.md`, with remarks between any two tokens.
struct RandomRuleText {
  var random: SplitMix64
  let language: Language
  /// The tokens so far; a keyword of two words is two tokens.
  private var tokens: [String] = []

  init(seed: UInt64, language: Language) {
    random = SplitMix64(seed: seed)
    self.language = language
  }

  /// A file of a few declarations of any kind.
  mutating func file() -> String {
    tokens = []
    for _ in 0..<Int.random(in: 1...5, using: &random) { declaration() }
    return layout()
  }

  /// The tokens with random white space and remarks between them; a remark ends its line.
  private mutating func layout() -> String {
    var text = chance(4) ? "\u{FEFF}" : ""
    for (number, token) in tokens.enumerated() {
      if chance(15) { text += [" ", "\n", "\n\n"][pick(3)] + "// замечание \(number)\n" }
      text += number == 0 ? token : [" ", "  ", "\n", "\t", "\r\n", "\u{A0}"][pick(6)] + token
    }
    return text + (chance(2) ? "\n" : "")
  }

  // MARK: Choices

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func chance(_ one: Int) -> Bool { pick(one) == 0 }
  private mutating func add(_ text: String...) { tokens += text }
  private mutating func add(_ keyword: Keyword) {
    tokens += keyword.phrase(in: language).split(separator: " ").map(String.init)
  }
  private mutating func add(oneOf keywords: [Keyword]) { add(keywords[pick(keywords.count)]) }
  private mutating func number() { add(["0", "7", "12,5", "0.1", "99,99", "100"][pick(6)]) }
  private mutating func measure() { add(["№1.6", "№ 1.12", "№2.мон"][pick(3)]) }
  private mutating func competency() { add(["К1", "K2", "к13"][pick(3)]) }
  private mutating func text() {
    add(["«А и «Б» — так»", "\"прямые\"", "“curly”", "„низкие“", "«№1.6, если // то»"][pick(5)])
  }
  private mutating func list(_ element: (inout Self) -> Void) {
    element(&self)
    while chance(3) {
      add(",")
      element(&self)
    }
  }

  private mutating func declaration() {
    switch pick(6) {
    case 0: policy()
    case 1:
      add(.scale)
      list { $0.band() }
    case 2: targets()
    case 3: diagnostic()
    case 4: rule()
    default: example()
    }
  }

  // MARK: Settings

  private mutating func policy() {
    add(.policy)
    for _ in 0..<pick(12) { entry() }
  }

  private mutating func entry() {
    let entries: [Keyword] = [
      .result, .growthTarget, .load, .hourPrice, .keepFree, .horizon, .travel, .seats, .coverage,
    ]
    let keyword = entries[pick(entries.count)]
    add(keyword)
    add(":")
    switch keyword {
    case .result:
      let how: Keyword = [.latest, .best, .bestWithin][pick(3)]
      add(how)
      if how == .bestWithin { addNumber(.months) }
    case .growthTarget:
      number()
      add("%")
      add(oneOf: [.relative, .absolute, .normalised])
    case .load: list { $0.load() }
    case .keepFree:
      list {
        $0.day()
        $0.add(["–", "-", "—"][$0.pick(3)])
        $0.day()
      }
    case .horizon: addNumber(.months)
    case .travel: addNumber(.days)
    case .seats: list { $0.seatRule() }
    case .coverage:
      add(.missingPersonCosts)
      addNumber(.points)
    default: number()
    }
  }

  private mutating func addNumber(_ unit: Keyword) {
    number()
    add(unit)
  }

  private mutating func load() {
    add(.noMoreThan)
    number()
    if chance(2) { return add(.measuresAtOnce) }
    add(.hoursPer)
    add(oneOf: [.year, .halfYear, .quarter, .month])
  }

  private mutating func seatRule() {
    if chance(2) { return add(.deficitsFirst) }
    add(.eachMunicipality)
    add(.noFewerThan)
    number()
    if chance(2) { add("%") }
    add(.seatCount)
    guard chance(2) else { return }
    add(.priceEach)
    addNumber(.points)
  }

  private mutating func day() {
    number()
    add(oneOf: Keyword.allCases.filter { $0.monthNumber != nil })
  }

  private mutating func band() {
    add(["низкий", "средний", "severe"][pick(3)])
    add(oneOf: [.from, .above])
    number()
    add(.weight)
    number()
  }

  private mutating func targets() {
    add(.targets)
    for _ in 0..<pick(3) {
      add(["резерв", "head"][pick(2)], ":")
      let isLike = chance(2)
      if isLike {
        add(.like)
        add("команда")
        if chance(2) { continue }
        add(",")
      }
      list {
        $0.competency()
        $0.add("=")
        $0.number()
      }
    }
  }

  // MARK: Rules

  private mutating func reason() {
    add(.because)
    text()
    add(.basis)
    text()
  }

  private mutating func diagnostic() {
    add(.diagnostic)
    text()
    add(.condition)
    condition(depth: 2)
    add(.then)
    list {
      $0.add(.deficit)
      $0.competency()
      $0.add("+")
      $0.number()
    }
    reason()
  }

  private mutating func rule() {
    add(.rule)
    text()
    if !chance(4) {
      add(.condition)
      condition(depth: 3)
    }
    add(.then)
    list { $0.conclusion() }
    reason()
  }

  private mutating func conclusion() {
    let keyword: Keyword = [.require, .recommend, .exclude][pick(3)]
    add(keyword)
    measure()
    if keyword == .recommend, chance(2) {
      add(.withWeight)
      number()
    }
    for bound in [Keyword.notBefore, .notAfter] where chance(4) {
      add(bound)
      day()
    }
  }

  private mutating func example() {
    add(.example)
    text()
    add(.given)
    list { $0.fact() }
    add(.expect)
    list { $0.expectation() }
  }

  private mutating func fact() {
    switch pick(3) {
    case 0:
      set()
    case 1: missing()
    default:
      field()
      add("=")
      value()
    }
  }

  private mutating func expectation() {
    switch pick(4) {
    case 0: conclusion()
    case 1:
      add(.none)
      measure()
    case 2:
      add(oneOf: [.fired, .notFired])
      text()
    default:
      add(.deficit)
      competency()
      sign()
      value()
    }
  }

  // MARK: Conditions

  private mutating func condition(depth: Int) {
    conjunction(depth: depth)
    while chance(3) {
      add(.or)
      conjunction(depth: depth)
    }
  }

  private mutating func conjunction(depth: Int) {
    unary(depth: depth)
    while chance(3) {
      add(.and)
      unary(depth: depth)
    }
  }

  private mutating func unary(depth: Int) {
    switch pick(depth > 0 ? 7 : 5) {
    case 0: add(.always)
    case 1: missing()
    case 2: set()
    case 3, 4: comparison()
    case 5:
      add(.not)
      unary(depth: depth - 1)
    default:
      add("(")
      condition(depth: depth - 1)
      add(")")
    }
  }

  private mutating func missing() {
    add(.noData)
    add(":")
    if chance(3) { add("школа") } else { field() }
  }

  private mutating func set() {
    add(["школа", "completed"][pick(2)], ":")
    if chance(2) { measure() } else { add("зона_риска") }
  }

  private mutating func field() {
    switch pick(3) {
    case 0: add(["роль", "tenure"][pick(2)])
    case 1:
      add("балл")
      competency()
    default: add("показатель", "«ВПР-решения»")
    }
  }

  private mutating func sign() {
    if chance(2) { return add(["=", "!=", "≠", "<", "<=", "≤", ">", ">=", "≥"][pick(9)]) }
    add(oneOf: [.atLeast, .atMost, .below, .above])
  }

  private mutating func comparison() {
    field()
    switch pick(4) {
    case 0:
      add(.from)
      number()
      add(.upTo)
      number()
    case 1:
      if chance(2) { add(.oneOf) } else { add("=") }
      value()
      for _ in 0..<pick(3) {
        add("|")
        value()
      }
    default:
      sign()
      value()
    }
  }

  private mutating func value() {
    switch pick(7) {
    case 0: number()
    case 1: add("-5")
    case 2: add("01.09.2023")
    case 3: text()
    case 4: measure()
    case 5: add(oneOf: [.yes, .no])
    default: add("резерв")
    }
  }
}
