import Diagnostics
import RouteModel

/// Numbers, dates and facts in words.
enum Wording {
  static func number(_ points: Points, _ language: Language) -> String {
    points.text(separator: language == .russian ? "," : ".")
  }

  /// `13 баллов`, `1 балл`, `61,8 балла`: a number with its noun, in the nominative.
  static func points(_ points: Points, _ language: Language) -> String {
    let whole = points.hundredths.magnitude / 100
    let noun =
      points.hundredths % 100 == 0 ? plural(Int(whole), "балл", "балла", "баллов") : "балла"
    return number(points, language) + " " + (language == .russian ? noun : points == Points(1) ? "point" : "points")
  }

  static func date(_ date: CalendarDate, _ language: Language) -> String {
    language == .russian ? date.dotted : date.iso
  }

  /// One day, or from–to.
  static func days(_ span: DateSpan, _ language: Language) -> String {
    span.from == span.to
      ? date(span.from, language) : "\(date(span.from, language))–\(date(span.to, language))"
  }

  /// `балл К1 = 48`; a member of a set is its own sentence.
  static func fact(_ fact: NamedFact) -> String {
    guard fact.name.contains(": ") else { return "\(fact.name) = \(fact.value)" }
    return fact.value == "да" ? fact.name : "\(fact.name) — \(fact.value)"
  }

  /// A title cut at a word, for lists.
  static func short(_ title: String, limit: Int = 70) -> String {
    guard title.count > limit else { return title }
    let head = title.prefix(limit)
    return (head.lastIndex(of: " ").map { head[..<$0] } ?? head) + "…"
  }

  /// A measured number rounded half away from zero to `digits` decimals.
  static func decimal(_ value: Double, _ language: Language, digits: Int = 2) -> String {
    let unit = (0..<digits).reduce(1) { power, _ in power * 10 }
    guard value.isFinite, value.magnitude < 1e12 else { return "—" }
    let scaled = Int((value * Double(unit)).rounded(.toNearestOrAwayFromZero))
    let fraction = String(scaled.magnitude % UInt(unit))
    let padded = String(repeating: "0", count: digits - fraction.count) + fraction
    let separator = language == .russian ? "," : "."
    return (scaled < 0 ? "-" : "") + "\(scaled.magnitude / UInt(unit))" + separator + padded
  }

  /// `= 0,0123`, or `< 0,0001` where rounding would say 0.
  static func probability(_ value: Double, _ language: Language) -> String {
    value < 0.0001 ? "< " + decimal(0.0001, language, digits: 4) : "= " + decimal(value, language, digits: 4)
  }
}
