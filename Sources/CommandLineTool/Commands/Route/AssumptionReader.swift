import Diagnostics
import RouteModel
import RoutePlanning
import RuleLanguage

/// Reads what `--with` assumes: a fact in the words of the rules, or a change of a measure, a session or the load.
///
/// `№1.6 места = 0` · `№1.6 часы = 24` · `сессия ID отменена` · `сессия ID места = 5` · `нагрузка = 72` ·
/// `одновременно = 1` · everything else is facts, as in examples: `балл К1 = 70`, `школа: зона_риска`,
/// `не школа: зона_риска`, `нет данных: балл К1`, several of them joined with «и».
struct AssumptionReader {
  let context: PlanningContext
  private(set) var assumptions: [Assumption] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var subjects: Set<Assumption.Subject> = []

  init(context: PlanningContext) { self.context = context }

  /// The words of changes, in both languages.
  private enum Word {
    static let session = ["сессия", "session"]
    static let seats = ["места", "мест", "seats"]
    static let hours = ["часы", "часов", "hours"]
    static let cancelled = ["отменена", "отменить", "cancelled", "canceled"]
    static let load = ["нагрузка", "load"]
    static let concurrent = ["одновременно", "at_once"]

    static func `is`(_ word: Substring?, _ spellings: [String]) -> Bool {
      word.map { spellings.map(LookAlike.fold).contains(LookAlike.fold(String($0))) } ?? false
    }
  }

  /// Reads one value of `--with`; mistakes go to `diagnostics`.
  mutating func read(_ text: String) {
    let source = SourceText(path: "--with", text: text)
    let words = text.replacing("=", with: " = ").split(whereSeparator: \.isWhitespace)
    if words.first?.hasPrefix("№") == true {
      readMeasure(words, source)
    } else if Word.is(words.first, Word.session), words.count > 1 {
      readSession(Array(words.dropFirst()), source)
    } else if Word.is(words.first, Word.load), words.dropFirst().first == "=" {
      readLoad(Array(words.dropFirst()), source)
    } else if Word.is(words.first, Word.concurrent), words.dropFirst().first == "=" {
      if let count = number(Array(words.dropFirst()), 1...100, source) { add(.concurrent(count), source) }
    } else {
      readFacts(source)
    }
  }

  private mutating func add(_ assumption: Assumption, _ source: SourceText, _ range: SourceRange? = nil) {
    guard subjects.insert(assumption.subject).inserted else {
      report(
        "repeated-assumption", LocalizedText(ru: "об этом уже предположено другое", en: "this is assumed already"),
        source, range)
      return
    }
    assumptions.append(assumption)
  }

  private mutating func report(
    _ id: DiagnosticID, _ message: LocalizedText, _ source: SourceText, _ range: SourceRange? = nil,
    notes: [LocalizedText] = []
  ) {
    diagnostics.append(
      Diagnostic(
        .error, id, message, at: .text(source, range ?? SourceRange(0, source.utf8.count)), notes: notes))
  }

  // MARK: Catalog and policy

  private mutating func readMeasure(_ words: [Substring], _ source: SourceText) {
    var words = words[...]
    var code = String(words.removeFirst().dropFirst())
    if code.isEmpty, let next = words.popFirst() { code = String(next) }
    guard let measure = context.catalog.measure(spelled: code) else {
      let near = nearest(to: code, among: context.catalog.measures.map(\.code.text))
      report(
        "unknown-measure",
        LocalizedText(ru: "в каталоге нет мероприятия «\(code)»", en: "the catalog has no measure «\(code)»"), source,
        notes: near.map { [LocalizedText(ru: "возможно, №\($0)?", en: "did you mean №\($0)?")] } ?? [])
      return
    }
    let property = words.popFirst()
    if Word.is(property, Word.hours) {
      if let hours = number(Array(words), 1...10_000, source) { add(.hours(measure.code, hours), source) }
    } else if Word.is(property, Word.seats) {
      guard let seats = number(Array(words), 0...1_000_000, source) else { return }
      if context.catalog.sessions(of: measure.code).isEmpty {
        report(
          "no-sessions",
          LocalizedText(
            ru: "у №\(measure.code) нет сессий с датами, и места у него не считаются",
            en: "№\(measure.code) has no dated sessions, so its seats are not counted"), source)
      } else {
        add(.seats(measure.code, seats), source)
      }
    } else {
      unknownChange(source)
    }
  }

  private mutating func readSession(_ words: [Substring], _ source: SourceText) {
    var words = words
    var cancels = false
    var seats: Int?
    if Word.is(words.last, Word.cancelled) {
      words.removeLast()
      cancels = true
    } else if let place = words.firstIndex(where: { Word.is($0, Word.seats) }) {
      guard let count = number(Array(words[(place + 1)...]), 0...1_000_000, source) else { return }
      seats = count
      words = Array(words[..<place])
    }
    let id = words.joined(separator: " ").trimming { "«»\"“”".contains($0) }
    guard cancels || seats != nil else { return unknownChange(source) }
    let sessions = context.catalog.sessions
    guard let session = sessions.first(where: { LookAlike.fold($0.id) == LookAlike.fold(id) }) else {
      let near = nearest(to: id, among: sessions.map(\.id))
      report(
        "unknown-session",
        LocalizedText(ru: "в каталоге нет сессии «\(id)»", en: "the catalog has no session «\(id)»"), source,
        notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? [])
      return
    }
    add(seats.map { .sessionSeats(session.id, $0) } ?? .cancelled(session.id), source)
  }

  private mutating func readLoad(_ words: [Substring], _ source: SourceText) {
    guard let hours = number(words, 0...100_000, source) else { return }
    let limits = context.rules.policy.hours.count
    guard limits == 1 else {
      report(
        "no-single-load",
        limits == 0
          ? LocalizedText(ru: "в правилах нет предела нагрузки", en: "the rules set no limit of the load")
          : LocalizedText(
            ru: "в правилах несколько пределов нагрузки: \(limits); изменить один из них так нельзя",
            en: "the rules set \(limits) limits of the load; one of them can't be changed this way"), source)
      return
    }
    add(.load(hours), source)
  }

  /// The number after «=», which is all that may follow.
  private mutating func number(_ words: [Substring], _ range: ClosedRange<Int>, _ source: SourceText) -> Int? {
    if words.count == 2, words[0] == "=", let number = Int(words[1]), range.contains(number) { return number }
    let (low, high) = (range.lowerBound, range.upperBound)
    report(
      "bad-number",
      LocalizedText(
        ru: "после «=» ожидается целое число от \(low) до \(high)",
        en: "expected a whole number from \(low) to \(high) after «=»"), source)
    return nil
  }

  private mutating func unknownChange(_ source: SourceText) {
    report(
      "unknown-change",
      LocalizedText(ru: "непонятно, что предположить", en: "what to assume is unclear"), source,
      notes: [
        LocalizedText(
          ru: "можно: «№1.6 места = 0», «№1.6 часы = 24», «сессия НАЗВАНИЕ отменена», «сессия НАЗВАНИЕ места = 5»",
          en: "it can be «№1.6 seats = 0», «№1.6 hours = 24», «session NAME cancelled», «session NAME seats = 5»")
      ])
  }

  // MARK: Facts

  private mutating func readFacts(_ source: SourceText) {
    let compiled = RuleCompiler(vocabulary: context.names.vocabulary)
      .compile(condition: source, scale: context.rules.scale)
    diagnostics += compiled.diagnostics
    guard let condition = compiled.condition else { return }
    switch condition {
    case .literal(let literal): read(literal, source)
    case .all(let parts):
      for part in parts {
        if case .literal(let literal) = part { read(literal, source) } else { noFact(source) }
      }
    default: noFact(source)
    }
  }

  private mutating func read(_ literal: Literal, _ source: SourceText) {
    let field = context.names.vocabulary.fields[literal.field]
    if field.isDerived {
      report(
        "derived-fact",
        LocalizedText(
          ru: "«\(field.name.russian)» вычисляется: предположите балл или показатель, из которых оно следует",
          en: "«\(field.name.english)» is computed: assume the score or the indicator it follows from"), source,
        literal.range)
      return
    }
    if literal.asksPresence, literal.values.containsMissing {
      for member in context.names.vocabulary.members(with: literal.field) {
        add(.fact(.init(field: member, value: ValueSet.missing)), source, literal.range)
      }
      return
    }
    guard let interval = literal.values.intervals.first, literal.values.intervals.count == 1,
      interval.lowerBound == interval.upperBound
    else { return noFact(source, literal.range) }
    add(.fact(.init(field: literal.field, value: interval.lowerBound)), source, literal.range)
  }

  private mutating func noFact(_ source: SourceText, _ range: SourceRange? = nil) {
    report(
      "fact-needs-value",
      LocalizedText(
        ru: "предположение — это факт с одним значением, например «балл К1 = 70»",
        en: "an assumption is a fact with one value, for example «score К1 = 70»"), source, range)
  }
}

extension Vocabulary {
  /// The fields that are known or unknown together with a field: all members of its set, else itself.
  fileprivate func members(with field: Int) -> [Int] {
    for family in families {
      if case .set(let members, let first) = family.shape, (first..<(first + members.count)).contains(field) {
        return Array(first..<(first + members.count))
      }
    }
    return [field]
  }
}

extension String {
  /// The text without such characters at both ends.
  fileprivate func trimming(_ isOuter: (Character) -> Bool) -> String {
    var rest = self[...]
    while let first = rest.first, isOuter(first) { rest.removeFirst() }
    while let last = rest.last, isOuter(last) { rest.removeLast() }
    return String(rest)
  }
}
