import Diagnostics

/// Leaves people's names out of messages that quote tables.
///
/// A message may quote any cell, also a name that stands in a wrong column. What looks like the name of a person, two
/// words or more with a capital each and nothing else between quotation marks, is not shown; the place is.
enum Redaction {
  static func withoutNames(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.message = withoutNames(diagnostic.message)
    diagnostic.notes = diagnostic.notes.map { withoutNames($0) }
    return diagnostic
  }

  private static func withoutNames(_ text: LocalizedText) -> LocalizedText {
    LocalizedText(
      ru: withoutNames(text.russian, "имя скрыто"), en: withoutNames(text.english, "name withheld"))
  }

  /// The text with `word` in place of every quoted name.
  static func withoutNames(_ text: String, _ word: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "«") {
      let start = rest.index(after: open)
      guard let close = rest[start...].firstIndex(of: "»") else { break }
      let quoted = rest[start..<close]
      result += rest[..<start] + (looksLikeName(quoted) ? Substring(word) : quoted) + "»"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func looksLikeName(_ text: Substring) -> Bool {
    let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "." || $0 == "," || $0 == "…" })
    guard (2...6).contains(words.count), !text.contains(where: { $0.isNumber || "№/_()".contains($0) }) else {
      return false
    }
    return words.count { $0.first?.isUppercase == true } >= 2
  }
}
