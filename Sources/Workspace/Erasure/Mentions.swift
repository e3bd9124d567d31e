import Diagnostics

/// Finds where a text speaks of a person by id or whole name, in any look-alike spelling, and takes it out.
///
/// The id `Р-1` is no part of `Р-10`: letters and digits beside it make another word.
struct Mentions {
  private let keys: [String]

  init(of texts: [String]) {
    keys = Set(texts.map { LookAlike.fold($0) }).filter { !$0.isEmpty }.sorted { ($0.count, $0) > ($1.count, $1) }
  }

  /// The text with three asterisks in place of the person; nil where it does not speak of the person. O(length × keys).
  func removed(from text: String) -> String? {
    let whole = LookAlike.fold(text)
    let candidates = keys.filter { whole.contains($0) }
    guard !candidates.isEmpty else { return nil }
    var characters = Array(text)
    var folded = characters.map(Self.folded)
    var isChanged = false
    for key in candidates {
      let wanted = key.map { String($0) }
      var start = 0
      while start + wanted.count <= folded.count {
        let end = start + wanted.count
        if folded[start..<end].elementsEqual(wanted), !Self.joins(characters[..<start].last),
          !Self.joins(characters[end...].first)
        {
          characters.replaceSubrange(start..<end, with: "***")
          folded.replaceSubrange(start..<end, with: ["*", "*", "*"])
          isChanged = true
        }
        start += 1
      }
    }
    return isChanged ? String(characters) : nil
  }

  private static func folded(_ character: Character) -> String {
    character.isWhitespace ? " " : LookAlike.fold(String(character))
  }

  private static func joins(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }
}
