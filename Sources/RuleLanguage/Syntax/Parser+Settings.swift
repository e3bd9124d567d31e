import Diagnostics

/// Policy, scale and targets.
extension Parser {
  private static let entries: [Keyword] = [
    .result, .growthTarget, .load, .hourPrice, .keepFree, .horizon, .travel, .seats, .coverage,
  ]

  mutating func policy(_ keyword: SourceRange) -> PolicySyntax {
    var result = PolicySyntax(keyword: keyword, entries: [])
    while !atEnd, !atDeclaration, !atMisspelledDeclaration {
      do throws(Abandon) {
        result.entries.append(try entry())
      } catch {
        result.hasMistakes = true
        skip(to: Self.entries)
        // «места» may also be the end of a wrong «не менее … места».
        while language == .russian, at(.seats), tokens[position + 1].kind != .colon {
          advance()
          skip(to: Self.entries)
        }
      }
    }
    for entry in Self.entries { note(.keyword(entry)) }
    return result
  }

  private mutating func entry() throws(Abandon) -> PolicySyntax.Entry {
    guard let (keyword, range) = accept(anyOf: Self.entries) ?? acceptMisspelled(Self.entries) else {
      let names = Self.entries.map { "«\($0.phrase(in: language))»" }.joined(separator: ", ")
      report(LocalizedText(ru: "настройка политики: \(names)", en: "a policy setting: \(names)"))
      if !atEnd { advance() }
      throw Abandon()
    }
    expectColon()
    return PolicySyntax.Entry(keyword: range, value: try setting(keyword))
  }

  private mutating func setting(_ keyword: Keyword) throws(Abandon) -> PolicySyntax.Value {
    switch keyword {
    case .result: return try resultSetting()
    case .growthTarget:
      let percent = try number(LocalizedText(ru: "число процентов", en: "a number of percent"))
      _ = try expect(.percent, LocalizedText(verbatim: "«%»"))
      return .growthTarget(percent: percent, formula: try oneOf([.relative, .absolute, .normalised]))
    case .load: return .load(try separated { parser throws(Abandon) in try parser.load() })
    case .hourPrice: return .hourPrice(try number(LocalizedText(ru: "число", en: "a number")))
    case .keepFree: return .keepFree(try separated { parser throws(Abandon) in try parser.window() })
    case .travel:
      let days = try number(LocalizedText(ru: "число дней", en: "a number of days"))
      _ = try expect(.days)
      return .travel(days: days)
    case .seats: return .seats(try separated { parser throws(Abandon) in try parser.seatRule() })
    case .coverage:
      _ = try expect(.missingPersonCosts)
      return .coverage(points: try points())
    default:
      let months = try number(LocalizedText(ru: "число месяцев", en: "a number of months"))
      _ = try expect(.months)
      return .horizon(months: months)
    }
  }

  private mutating func resultSetting() throws(Abandon) -> PolicySyntax.Value {
    let keyword = try oneOf([.latest, .bestWithin, .best])
    guard keyword == .bestWithin else { return .result(keyword, months: nil) }
    let months = try number(LocalizedText(ru: "число месяцев", en: "a number of months"))
    _ = try expect(.months)
    return .result(keyword, months: months)
  }

  private mutating func oneOf(_ keywords: [Keyword]) throws(Abandon) -> Keyword {
    try oneOfWithRange(keywords).keyword
  }

  private mutating func oneOfWithRange(
    _ keywords: [Keyword]
  ) throws(Abandon) -> (keyword: Keyword, range: SourceRange) {
    if let found = accept(anyOf: keywords) ?? acceptMisspelled(keywords) { return found }
    report(LocalizedText(verbatim: keywords.map { "«\($0.phrase(in: language))»" }.joined(separator: ", ")))
    throw Abandon()
  }

  /// `element { "," element }` where one mistake gives up the whole list.
  private mutating func separated<Element>(
    _ element: (inout Parser) throws(Abandon) -> Element
  ) throws(Abandon) -> [Element] {
    var result = [try element(&self)]
    while accept(.comma) != nil { result.append(try element(&self)) }
    return result
  }

  private mutating func load() throws(Abandon) -> PolicySyntax.Load {
    if current.kind == .number { reportMissing(.noMoreThan) } else { _ = try expect(.noMoreThan) }
    let count = try number(LocalizedText(ru: "целое число", en: "a whole number"))
    if accept(.measuresAtOnce) != nil { return .concurrent(count) }
    if accept(.hoursPer) != nil || acceptOtherHours() {
      return .hours(count, per: try oneOf([.year, .halfYear, .quarter, .month]))
    }
    let words = [Keyword.hoursPer, .measuresAtOnce].map { "«\($0.phrase(in: language)) …»" }
    report(LocalizedText(verbatim: words.joined(separator: ", ")))
    throw Abandon()
  }

  private mutating func seatRule() throws(Abandon) -> PolicySyntax.SeatRule {
    let start = position
    let (keyword, range) = try oneOfWithRange([.deficitsFirst, .eachMunicipality])
    if keyword == .deficitsFirst { return .deficitsFirst(range) }
    _ = try expect(.noFewerThan)
    let amount = try number(LocalizedText(ru: "целое число", en: "a whole number"))
    let isShare = accept(.percent) != nil
    if !isShare { note(.keyword(.seatCount)) }
    _ = try expect(.seatCount)
    var price: SpelledSyntax?
    if accept(.priceEach) != nil { price = try points() }
    return .floor(amount, isShare: isShare, points: price, range: self.range(from: start))
  }

  /// `20 баллов`.
  private mutating func points() throws(Abandon) -> SpelledSyntax {
    let points = try number(LocalizedText(ru: "число баллов", en: "a number of points"))
    _ = try expect(.points)
    return points
  }

  /// «часов в год» in place of «часов за год».
  private mutating func acceptOtherHours() -> Bool {
    let words = ["часов", "часа", "час", "hours", "hour"]
    guard current.kind == .word, words.contains(text(current).lowercased()), position + 2 < tokens.count,
      tokens[position + 1].kind == .word
    else { return false }
    let range = SourceRange(current.range.lowerBound, tokens[position + 1].range.upperBound)
    let phrase = Keyword.hoursPer.phrase(in: language)
    slip(
      "misspelled-keyword", range, ru: "ожидается «\(phrase)», а найдено «\(source.text(in: range))»",
      en: "expected «\(phrase)», found «\(source.text(in: range))»", replacement: phrase)
    position += 2
    return true
  }

  /// `25 мая – 30 июня`; «с 25 мая по 30 июня» is reported and taken.
  private mutating func window() throws(Abandon) -> PolicySyntax.Window {
    let start = position
    let isInWords = current.kind == .word && ["с", "from"].contains(text(current).lowercased())
    if isInWords { advance() }
    let from = try dayOfYear()
    if isInWords, current.kind == .word {
      advance()
    } else {
      _ = try expect(.dash, LocalizedText(ru: "тире «–»", en: "a dash «–»"))
    }
    let to = try dayOfYear()
    if isInWords {
      let correct = "\(source.text(in: from.range)) – \(source.text(in: to.range))"
      slip(
        "dash-range", range(from: start), ru: "дни соединяет тире: «\(correct)»",
        en: "days are joined with a dash: «\(correct)»", replacement: correct)
    }
    return PolicySyntax.Window(
      fromDay: from.day, fromMonth: from.month, toDay: to.day, toMonth: to.month, range: range(from: start))
  }

  /// `25 мая`.
  mutating func dayOfYear() throws(Abandon) -> DaySyntax {
    let start = position
    let day = try number(
      LocalizedText(ru: "день месяца, например «25 мая»", en: "a day of a month, for example «25 May»"))
    let month = try month()
    return DaySyntax(day: day, month: month, range: range(from: start))
  }

  private mutating func month() throws(Abandon) -> Keyword {
    let months = Keyword.allCases.filter { $0.monthNumber != nil }
    if let (keyword, _) = accept(anyOf: months) ?? acceptMisspelled(months) { return keyword }
    report(LocalizedText(ru: "название месяца, например «мая»", en: "the name of a month, for example «May»"))
    throw Abandon()
  }

  mutating func scale(_ keyword: SourceRange) throws(Abandon) -> ScaleSyntax {
    let before = diagnostics.count
    let bands = list(of: .band, until: []) { parser throws(Abandon) in try parser.band() }
    return ScaleSyntax(keyword: keyword, bands: bands, hasMistakes: diagnostics.count > before)
  }

  private mutating func band() throws(Abandon) -> ScaleSyntax.Band {
    let name = try spelled(.word, LocalizedText(ru: "название уровня", en: "a band's name"))
    guard let (bound, _) = accept(anyOf: [.from, .above]) else {
      report(
        LocalizedText(
          verbatim: "«\(Keyword.from.phrase(in: language))», «\(Keyword.above.phrase(in: language))»"))
      throw Abandon()
    }
    let lower = try number(LocalizedText(ru: "число баллов", en: "a number of points"))
    _ = try expect(.weight)
    let weight = try number(LocalizedText(ru: "вес, целое число", en: "a weight, a whole number"))
    return ScaleSyntax.Band(name: name, isOpen: bound == .above, lower: lower, weight: weight)
  }

  mutating func targets(_ keyword: SourceRange) -> TargetsSyntax {
    var result = TargetsSyntax(keyword: keyword, entries: [])
    while !atEnd, !atDeclaration {
      do throws(Abandon) {
        result.entries.append(try targetsEntry())
      } catch {
        // The next entry is a name with a colon after it.
        repeat {
          advance()
        } while !atEnd && !atDeclaration
          && !(current.kind == .word && tokens[position + 1].kind == .colon)
      }
    }
    note(.role)
    return result
  }

  private mutating func targetsEntry() throws(Abandon) -> TargetsSyntax.Entry {
    let role = try spelled(.word, LocalizedText(ru: "роль", en: "a role"))
    _ = try expect(.colon, LocalizedText(verbatim: "«:»"))
    var entry = TargetsSyntax.Entry(role: role, overrides: [])
    if accept(.like) != nil {
      note(.role)
      entry.like = try spelled(.word, LocalizedText(ru: "роль", en: "a role"))
      guard accept(.comma) != nil else { return entry }
    }
    repeat {
      note(.competency)
      let competency = try spelled(.word, LocalizedText(ru: "код компетенции", en: "a competency's code"))
      _ = try expect(.equal, LocalizedText(verbatim: "«=»"))
      let points = try number(LocalizedText(ru: "число баллов", en: "a number of points"))
      entry.overrides.append(TargetsSyntax.Override(competency: competency, points: points))
    } while accept(.comma) != nil
    return entry
  }
}
