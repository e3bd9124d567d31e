import Diagnostics

/// The wording of what can be wrong with the meaning of a rule file.
enum CheckerDiagnostics {
  private static func error(
    _ id: DiagnosticID, _ source: SourceText, _ range: SourceRange, ru: String, en: String,
    notes: [LocalizedText] = [], fixes: [FixIt] = [], related: [RelatedPlace] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, id, LocalizedText(ru: ru, en: en), at: .text(source, range), notes: notes, fixes: fixes,
      related: related)
  }

  /// The most names a message lists before it stops with «…».
  private static let longestList = 14

  static func unknownName(
    _ id: DiagnosticID, _ what: LocalizedText, _ name: SpelledSyntax, _ source: SourceText,
    allowed: [BilingualName], prefix: String = "", of owner: LocalizedText? = nil
  ) -> Diagnostic {
    var fixes: [FixIt] = []
    let isEnglish = name.text.allSatisfy { $0.isASCII }
    let spellings = allowed.map { $0[isEnglish ? .english : .russian] }
    if let near = nearest(to: name.text, among: spellings) ?? nearest(to: name.text, among: allowed.map(\.russian)) {
      let written = source.text(in: name.range).first == "«" ? "«\(near)»" : prefix + near
      fixes.append(
        FixIt(
          LocalizedText(ru: "возможно, «\(prefix)\(near)»?", en: "did you mean «\(prefix)\(near)»?"),
          range: name.range, replacement: written))
    }
    let shown = allowed.prefix(longestList)
    let rest = allowed.count > longestList ? ", …" : ""
    let note = LocalizedText(
      ru: "допустимо: " + shown.map { prefix + $0.russian }.joined(separator: ", ") + rest,
      en: "allowed: " + shown.map { prefix + $0.english }.joined(separator: ", ") + rest)
    var notes = allowed.isEmpty ? [] : [note]
    if let fix = fixes.first,
      LookAlike.fold(fix.replacement.filter { !"«»".contains($0) }) == LookAlike.fold(prefix + name.text)
    {
      notes.insert(
        LocalizedText(
          ru: "отличие только в похожих русских и латинских буквах, регистре или пробелах",
          en: "only look-alike letters, letter case or spaces differ"), at: 0)
    }
    return error(
      id, source, name.range,
      ru: "неизвестно: \(what.russian) «\(prefix)\(name.text)»" + (owner.map { " \($0.russian)" } ?? ""),
      en: "unknown \(what.english) «\(prefix)\(name.text)»" + (owner.map { " \($0.english)" } ?? ""), notes: notes,
      fixes: fixes)
  }

  static func duplicate(
    _ what: LocalizedText, _ source: SourceText, _ range: SourceRange,
    first: (source: SourceText, range: SourceRange)
  ) -> Diagnostic {
    let place = "\(first.source.path):\(first.source.line(of: first.range.lowerBound))"
    return error(
      "duplicate", source, range, ru: "повторно: \(what.russian)", en: "declared twice: \(what.english)",
      notes: [LocalizedText(ru: "впервые здесь: \(place)", en: "first declared at \(place)")],
      related: [
        RelatedPlace(
          LocalizedText(ru: "впервые здесь", en: "first declared here"), at: .text(first.source, first.range))
      ])
  }

  static func notAnExample(_ range: SourceRange, _ source: SourceText) -> Diagnostic {
    error(
      "not-an-example", source, range, ru: "в папке примеров могут быть только примеры",
      en: "a folder of examples can hold examples only",
      notes: [
        LocalizedText(
          ru: "«\(source.text(in: range))» перенесите в файл рядом с правилами",
          en: "move «\(source.text(in: range))» to a file beside the rules")
      ])
  }

  static func emptyName(_ name: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error("empty-name", source, name.range, ru: "название пустое", en: "the name is empty")
  }

  /// A field written otherwise than it is called: `correct` is what was meant.
  static func misspelledField(_ written: SourceRange, correct: String, _ source: SourceText) -> Diagnostic {
    let text = source.text(in: written)
    return error(
      "unknown-field", source, written, ru: "неизвестно: поле «\(text)»", en: "unknown field «\(text)»",
      fixes: [
        FixIt(
          LocalizedText(ru: "возможно, «\(correct)»?", en: "did you mean «\(correct)»?"), range: written,
          replacement: correct)
      ])
  }

  // MARK: Numbers and dates

  static func notWhole(_ number: SpelledSyntax, _ range: ClosedRange<Int>, _ source: SourceText) -> Diagnostic {
    error(
      "not-whole", source, number.range,
      ru: "ожидается целое число от \(range.lowerBound) до \(range.upperBound), а найдено «\(number.text)»",
      en: "expected a whole number from \(range.lowerBound) to \(range.upperBound), found «\(number.text)»")
  }

  static func tooPrecise(_ number: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "too-precise", source, number.range,
      ru: "ожидается число не точнее сотых, а найдено «\(number.text)»",
      en: "expected a number with at most two decimals, found «\(number.text)»")
  }

  static func outOfRange(_ number: SpelledSyntax, _ range: ClosedRange<Int>, _ source: SourceText) -> Diagnostic {
    let (low, high) = (decimalText(range.lowerBound), decimalText(range.upperBound))
    return error(
      "out-of-range", source, number.range, ru: "ожидается число от \(low) до \(high), а найдено «\(number.text)»",
      en: "expected a number from \(low) to \(high), found «\(number.text)»")
  }

  static func impossibleDay(_ day: SpelledSyntax, _ last: Int, _ source: SourceText) -> Diagnostic {
    error(
      "impossible-date", source, day.range, ru: "дня «\(day.text)» в этом месяце нет: дни от 1 до \(last)",
      en: "the month has no day «\(day.text)»: days are 1 to \(last)")
  }

  static func impossibleDate(_ date: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "impossible-date", source, date.range, ru: "даты «\(date.text)» нет в календаре",
      en: "there is no date «\(date.text)»")
  }

  /// `owner` is the word that takes no dates: «исключить» or «ожидается».
  static func needlessWindow(_ day: DaySyntax, _ source: SourceText, of owner: Keyword) -> Diagnostic {
    error(
      "needless-window", source, day.range,
      ru: owner == .expect
        ? "в ожидании сроков не бывает: пример проверяет выводы, а не даты"
        : "срок бывает только у слов «обязательно» и «рекомендовать»",
      en: owner == .expect
        ? "expectations take no dates: examples check conclusions, not dates"
        : "only «require» and «recommend» take dates")
  }

  static func emptyWindow(_ from: DaySyntax, _ to: DaySyntax, _ source: SourceText) -> Diagnostic {
    error(
      "empty-window", source, SourceRange(from.range.lowerBound, max(from.range.upperBound, to.range.upperBound)),
      ru: "в учебном году (с 1 сентября по 31 августа) таких дней нет",
      en: "no day of a school year (1 September to 31 August) is in it")
  }

  // MARK: Fields and values

  static func missingKey(_ name: SpelledSyntax, _ keys: [BilingualName], _ source: SourceText) -> Diagnostic {
    let sample = keys.first?.russian ?? "…"
    return error(
      "missing-key", source, name.range, ru: "после «\(name.text)» нужно уточнение, например «\(name.text) \(sample)»",
      en: "«\(name.text)» needs a key, for example «\(name.text) \(sample)»")
  }

  static func needlessKey(_ name: SpelledSyntax, _ key: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "needless-key", source, key.range, ru: "после «\(name.text)» ожидается сравнение, а найдено «\(key.text)»",
      en: "expected a comparison after «\(name.text)», found «\(key.text)»")
  }

  static func notASet(_ comparison: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    let name = comparison.field.name.text
    return error(
      "not-a-set", source, comparison.range, ru: "«:» ставится после множества, а «\(name)» сравнивается знаком «=»",
      en: "«:» follows a set, but «\(name)» is compared with «=»", fixes: sign(" = ", in: comparison))
  }

  static func severalMembers(_ comparison: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    let name = comparison.field.name.text
    return error(
      "several-members", source, comparison.range,
      ru: "после «\(name):» ставится одно значение; несколько соединяются словом «или»",
      en: "«\(name):» takes one value; join several with «or»", fixes: [separated(comparison, source)])
  }

  /// `(школа: a или школа: b)` for `школа: a | b`, in the language of the field's name.
  private static func separated(_ comparison: ComparisonSyntax, _ source: SourceText) -> FixIt {
    let name = comparison.field.name.text
    let joint = Keyword.or.phrase(in: name.allSatisfy(\.isASCII) ? .english : .russian)
    let parts = comparison.values.map { "\(name): \(source.text(in: $0.spelled.range))" }
    let text = "(\(parts.joined(separator: " \(joint) ")))"
    return FixIt(
      LocalizedText(ru: "напишите «\(text)»", en: "write «\(text)»"), range: comparison.range, replacement: text)
  }

  /// Another sign between a field and its one value.
  private static func sign(_ sign: String, in comparison: ComparisonSyntax) -> [FixIt] {
    guard let value = comparison.values.first, comparison.values.count == 1 else { return [] }
    let shown = sign.filter { !$0.isWhitespace }
    return [
      FixIt(
        LocalizedText(ru: "поставьте «\(shown)»", en: "use «\(shown)»"),
        range: SourceRange(comparison.field.range.upperBound, value.spelled.range.lowerBound), replacement: sign)
    ]
  }

  static func setNeedsColon(_ comparison: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    let field = comparison.field
    return error(
      "set-needs-colon", source, field.range,
      ru: "«\(field.name.text)» — множество: пишите «\(field.name.text): значение»",
      en: "«\(field.name.text)» is a set: write «\(field.name.text): value»",
      fixes: comparison.comparison == .equal && field.key == nil ? sign(": ", in: comparison) : [])
  }

  static func derivedInDiagnostic(_ field: FieldSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "derived-in-diagnostic", source, field.range,
      ru: "диагностика сама определяет дефициты и не может от них зависеть",
      en: "a diagnostic makes deficits and can't depend on them",
      fixes: [
        FixIt(
          LocalizedText(ru: "сравните «балл»", en: "compare «score» instead"), range: field.name.range,
          replacement: field.name.text.allSatisfy(\.isASCII) ? "score" : "балл")
      ])
  }

  static func notOrdered(_ field: Field, _ comparison: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "not-ordered", source, comparison.range,
      ru: "значения поля «\(field.name.russian)» нельзя сравнить по величине: используйте «=», «!=» или «один из»",
      en: "values of «\(field.name.english)» have no order: use «=», «!=» or «one of»")
  }

  static func emptyComparison(_ field: Field, _ comparison: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "never-true", source, comparison.range,
      ru: "сравнение никогда не выполнится: \(domain(field).russian)",
      en: "the comparison can never hold: \(domain(field).english)")
  }

  /// Bounds of «от … до …» in the wrong order.
  static func reversedBounds(_ comparison: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    let bounds = comparison.values.map { source.text(in: $0.spelled.range) }
    let (low, high) = (bounds.first ?? "", bounds.last ?? "")
    let first = comparison.values.first?.spelled.range ?? comparison.range
    let between = source.text(
      in: SourceRange(first.upperBound, max(first.upperBound, comparison.range.upperBound - high.utf8.count)))
    return error(
      "never-true", source, comparison.range, ru: "нижняя граница «\(low)» больше верхней «\(high)»",
      en: "the lower bound «\(low)» is above the upper bound «\(high)»",
      fixes: [
        FixIt(
          LocalizedText(ru: "поменяйте границы местами", en: "exchange the bounds"),
          range: SourceRange(first.lowerBound, comparison.range.upperBound), replacement: high + between + low)
      ])
  }

  static func contradiction(_ first: Literal, _ second: Literal, _ source: SourceText) -> Diagnostic {
    let (a, b) = (source.text(in: first.range), source.text(in: second.range))
    return error(
      "contradiction", source, second.range, ru: "«\(a)» и «\(b)» не могут выполниться вместе",
      en: "«\(a)» and «\(b)» can't hold together",
      related: [
        RelatedPlace(LocalizedText(ru: "первое условие", en: "the first condition"), at: .text(source, first.range))
      ])
  }

  static func wrongKind(
    _ value: ComparisonSyntax.Value, _ field: Field, usesBands: [Band], _ source: SourceText
  ) -> Diagnostic {
    let allowed = domain(field)
    var notes: [LocalizedText] = []
    var fixes: [FixIt] = []
    let words = [
      "true": Keyword.yes.russian, "false": Keyword.no.russian, "истина": Keyword.yes.russian,
      "ложь": Keyword.no.russian, "есть": Keyword.yes.russian,
    ]
    if case .boolean = field.domain, let meant = words[value.spelled.text.lowercased()] {
      fixes = [
        FixIt(
          LocalizedText(ru: "напишите «\(meant)»", en: "write «\(meant)»"), range: value.spelled.range,
          replacement: meant)
      ]
    }
    if !usesBands.isEmpty {
      let names = usesBands.map(\.name).joined(separator: ", ")
      notes.append(LocalizedText(ru: "или уровень: \(names)", en: "or a band: \(names)"))
    }
    return error(
      "wrong-kind", source, value.spelled.range,
      ru: "\(allowed.russian), а найдено «\(value.spelled.text)»",
      en: "\(allowed.english), but found «\(value.spelled.text)»", notes: notes, fixes: fixes)
  }

  /// What a field's values are, in words.
  static func domain(_ field: Field) -> LocalizedText {
    let (ru, en) = (field.name.russian, field.name.english)
    switch field.domain {
    case .enumeration(let names):
      let shown = names.prefix(longestList)
      return LocalizedText(
        ru: "поле «\(ru)» принимает значения " + shown.map(\.russian).joined(separator: ", "),
        en: "«\(en)» takes the values " + shown.map(\.english).joined(separator: ", "))
    case .boolean:
      return LocalizedText(ru: "поле «\(ru)» принимает значения да, нет", en: "«\(en)» takes the values yes, no")
    case .integer(let range):
      return LocalizedText(
        ru: "поле «\(ru)» — целое число от \(range.lowerBound) до \(range.upperBound)",
        en: "«\(en)» is a whole number from \(range.lowerBound) to \(range.upperBound)")
    case .decimal(let range):
      let (low, high) = (decimalText(Int(range.lowerBound)), decimalText(Int(range.upperBound)))
      return LocalizedText(
        ru: "поле «\(ru)» — число от \(low) до \(high)", en: "«\(en)» is a number from \(low) to \(high)")
    case .date:
      return LocalizedText(
        ru: "поле «\(ru)» — дата, например 01.09.2023", en: "«\(en)» is a date, for example 2023-09-01")
    }
  }

  // MARK: Conclusions

  static func notATarget(_ measure: Symbol, _ name: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "not-recommendable", source, name.range,
      ru: "№\(measure.code) не обучает (документ, конкурс или работа с системой): в маршрут его не ставят",
      en: "№\(measure.code) teaches nothing (a document, contest or system work): it can't be part of a route",
      notes: [LocalizedText(verbatim: "№\(measure.code) \(measure.title)")])
  }

  static func twoConclusions(_ conclusion: ConclusionSyntax, _ source: SourceText, sameKind: Bool) -> Diagnostic {
    error(
      "two-conclusions", source, conclusion.range,
      ru: "правило уже сделало вывод о №\(conclusion.measure.text)"
        + (sameKind ? "" : ", и другой"),
      en: "the rule already concludes on №\(conclusion.measure.text)" + (sameKind ? "" : ", and differently"))
  }

  static func needlessWeight(
    _ weight: SpelledSyntax, in conclusion: ConclusionSyntax, _ source: SourceText
  ) -> Diagnostic {
    error(
      "needless-weight", source, weight.range, ru: "вес бывает только у слова «рекомендовать»",
      en: "only «recommend» has a weight",
      fixes: [
        FixIt(
          LocalizedText(ru: "уберите вес", en: "remove the weight"),
          range: SourceRange(conclusion.measure.range.upperBound, weight.range.upperBound), replacement: "")
      ])
  }

  static func repeatedAddition(_ name: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "repeated-addition", source, name.range, ru: "дефицит «\(name.text)» в этой диагностике уже прибавлен",
      en: "this diagnostic already adds to «\(name.text)»")
  }

  // MARK: Examples

  static func factNeedsValue(_ fact: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "fact-needs-value", source, fact.range,
      ru: "факт — это одно значение: «поле = значение» или «множество: значение»",
      en: "a fact is one value: «field = value» or «set: value»")
  }

  static func repeatedFact(_ fact: ComparisonSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "repeated-fact", source, fact.range, ru: "этот факт в примере уже дан", en: "the example already gives this fact")
  }

  // MARK: Settings

  static func repeatedBand(_ name: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "repeated-band", source, name.range, ru: "уровень «\(name.text)» уже есть",
      en: "the band «\(name.text)» stands twice")
  }

  static func bandOverlap(_ name: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "band-overlap", source, name.range, ru: "уровень «\(name.text)» начинается там же, где другой",
      en: "the band «\(name.text)» starts where another does")
  }

  static func targetsLikeItself(_ name: SpelledSyntax, _ source: SourceText) -> Diagnostic {
    error(
      "targets-like-itself", source, name.range, ru: "роль не может брать цели у самой себя",
      en: "a role can't take its own targets")
  }

  static func missingScale(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "missing-scale",
      LocalizedText(
        ru: "ни в одном файле правил нет шкалы дефицита", en: "no rule file declares the deficit scale"),
      at: .file(path),
      notes: [
        LocalizedText(
          ru: "например: шкала дефицита критический от 40 вес 8, низкий больше 0 вес 1",
          en: "for example: deficit scale critical from 40 weight 8, low over 0 weight 1")
      ])
  }

  static func missingGrowthTarget(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "missing-growth-target",
      LocalizedText(ru: "в политике не указана цель роста", en: "the policy states no growth target"),
      at: .file(path),
      notes: [
        LocalizedText(
          ru: "например: политика цель роста: 10 % относительный",
          en: "for example: policy growth target: 10 % relative")
      ])
  }
}
