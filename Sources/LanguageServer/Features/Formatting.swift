import Diagnostics
import RuleLanguage

extension RuleDocument {
  /// The edits that lay the file out as `marshrut rules format` does: none when it is, or when its form has mistakes.
  ///
  /// One edit of the lines that differ, so that an editor keeps its cursor elsewhere.
  func formatting() -> [TextEdit] {
    guard let formatted = RuleFormatter().format(file.tree) else { return [] }
    let new = Array(formatted.utf8)
    let old = source.utf8
    guard new != old else { return [] }
    var prefix = 0
    let shorter = min(old.count, new.count)
    while prefix < shorter, old[prefix] == new[prefix] { prefix += 1 }
    while prefix > 0, old[prefix - 1] != 0x0A { prefix -= 1 }
    var suffix = 0
    while suffix < shorter - prefix, old[old.count - suffix - 1] == new[new.count - suffix - 1] { suffix += 1 }
    while suffix > 0, old[old.count - suffix - 1] != 0x0A { suffix -= 1 }
    let text = String(decoding: new[prefix..<(new.count - suffix)], as: UTF8.self)
    return [TextEdit(range: range(SourceRange(prefix, old.count - suffix)), newText: text)]
  }
}
