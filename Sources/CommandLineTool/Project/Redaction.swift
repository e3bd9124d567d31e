import Diagnostics
import Interchange

/// Leaves people's names out of messages that quote tables.
///
/// A message may quote any cell, also a name that stands in a wrong column. What may be the name of a person, two words
/// or more between quotation marks, is not shown, nor a column of that name; file and line are.
enum Redaction {
  static func withoutNames(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.message = withoutNames(diagnostic.message)
    diagnostic.notes = diagnostic.notes.map { withoutNames($0) }
    if case .cell(let file, let line, let column?, let cell) = diagnostic.place, looksLikeName(column[...]) {
      diagnostic.place = .cell(file: file, line: line, column: "…", cell: cell)
    }
    diagnostic.fixes = diagnostic.fixes.map { fix in
      var fix = fix
      fix.message = withoutNames(fix.message)
      return fix
    }
    return diagnostic
  }

  static func withoutNames(_ loss: Loss) -> Loss {
    var loss = loss
    loss.detail = withoutNames(loss.detail)
    if case .row(let line, let column?) = loss.place, looksLikeName(column[...]) {
      loss.place = .row(line, column: "…")
    }
    return loss
  }

  private static func withoutNames(_ text: LocalizedText) -> LocalizedText {
    LocalizedText(
      ru: withoutNames(text.russian, "имя скрыто"), en: withoutNames(text.english, "name withheld"))
  }

  /// The text with `word` in place of every quoted name.
  static func withoutNames(_ text: String, _ word: String) -> String {
    var result = ""
    var quoted: Substring?
    var depth = 0
    for index in text.indices {
      let character = text[index]
      if character == "«" {
        depth += 1
        if depth == 1 {
          result.append(character)
          quoted = text[text.index(after: index)...]
          continue
        }
      }
      if character == "»", depth > 0 {
        depth -= 1
        if depth == 0, let start = quoted?.startIndex {
          let inside = text[start..<index]
          result += (looksLikeName(inside) ? Substring(word) : inside) + "»"
          quoted = nil
          continue
        }
      }
      if depth == 0 { result.append(character) }
    }
    guard depth > 0, let open = quoted else { return result }
    // A quotation mark of the cell's own: where the cell ends can't be known.
    return result + word + (open.isEmpty ? "" : "»")
  }

  /// Two words of letters or more, whatever else there is.
  private static func looksLikeName(_ text: Substring) -> Bool {
    let words = text.split { !$0.isLetter && $0 != "-" && $0 != "’" && $0 != "'" }
    return words.count { $0.count >= 2 || $0.first?.isUppercase == true } >= 2
  }
}
