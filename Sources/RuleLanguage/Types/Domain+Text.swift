import Diagnostics

extension Domain {
  /// A coded value as rules would write it; «нет данных» for a missing one.
  public func text(of code: Int32, in language: Language) -> String {
    if code == ValueSet.missing { return Keyword.noData.phrase(in: language) }
    switch self {
    case .enumeration(let names):
      return names.indices.contains(Int(code)) ? names[Int(code)][language] : String(code)
    case .boolean: return (code == 0 ? Keyword.no : Keyword.yes).phrase(in: language)
    case .integer: return String(code)
    case .decimal: return decimalText(Int(code), separator: language == .russian ? "," : ".")
    case .date: return String(code)
    }
  }
}

/// A number of hundredths with at most two decimals, none that are zero at the end.
func decimalText(_ hundredths: Int, separator: String = ",") -> String {
  let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)" }
  let digits = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
  return "\(sign)\(whole)\(separator)\(digits)"
}

extension Literal {
  /// The literal in words: the field and the values it asks for.
  public func text(in vocabulary: Vocabulary, language: Language) -> String {
    let field = vocabulary.fields[self.field]
    let name = field.name[language]
    if asksPresence {
      let question = "\(Keyword.noData.phrase(in: language)): \(name)"
      return values.containsMissing ? question : "\(Keyword.not.phrase(in: language)) \(question)"
    }
    let domain = field.domain
    if case .boolean = domain, let code = values.intervals.first?.lowerBound, values.intervals.count == 1 {
      // A member of a set reads as the set does.
      if name.contains(":") { return code == 1 ? name : "\(Keyword.not.phrase(in: language)) \(name)" }
      return "\(name) = \(domain.text(of: code, in: language))"
    }
    if !domain.isOrdered {
      let names = values.intervals.flatMap { Array($0) }.map { domain.text(of: $0, in: language) }
      return "\(name) = " + names.joined(separator: " | ")
    }
    let parts = values.intervals.map { intervalText($0, domain, language) }
    return "\(name) " + parts.joined(separator: " \(Keyword.or.phrase(in: language)) ")
  }

  private func intervalText(_ interval: ClosedRange<Int32>, _ domain: Domain, _ language: Language) -> String {
    let codes = domain.codes
    let (low, high) = (interval.lowerBound, interval.upperBound)
    if low == high { return "= \(domain.text(of: low, in: language))" }
    if low == codes.lowerBound { return "<= \(domain.text(of: high, in: language))" }
    if high == codes.upperBound { return ">= \(domain.text(of: low, in: language))" }
    let (from, to) = (Keyword.from.phrase(in: language), Keyword.upTo.phrase(in: language))
    return "\(from) \(domain.text(of: low, in: language)) \(to) \(domain.text(of: high, in: language))"
  }
}
