/// Writes linear expressions and rows in the CPLEX LP format; no line reaches 200 characters.
struct LPWriter {
  /// A coefficient and a variable.
  typealias Term = (coefficient: Int, variable: String)

  private static let width = 120
  private(set) var text = ""

  /// A line of its own: a section, a bound, a comment.
  mutating func line(_ line: String) { text += line + "\n" }

  /// A comment, wrapped between words.
  mutating func comment(_ comment: String) {
    wrap("\\", comment.split(separator: " ").map(String.init), continuation: "\\  ")
  }

  /// `name: Σ terms`, or with a right side `name: Σ terms <= right`. Precondition: some term.
  mutating func row(_ name: String, _ terms: [Term], atMost right: Int? = nil) {
    var words: [String] = []
    for (index, term) in terms.enumerated() {
      let sign = term.coefficient < 0 ? "- " : index == 0 ? "" : "+ "
      let size = term.coefficient.magnitude == 1 ? "" : "\(term.coefficient.magnitude) "
      words.append(sign + size + term.variable)
    }
    if let right { words.append("<= \(right)") }
    wrap(" \(name):", words, continuation: "   ")
  }

  /// Names of a section such as `Binary`.
  mutating func list(_ names: [String]) { wrap("", names, continuation: "") }

  private mutating func wrap(_ start: String, _ words: [String], continuation: String) {
    var line = start
    for word in words {
      if line.utf8.count + word.utf8.count + 1 > Self.width, line != start {
        text += line + "\n"
        line = continuation
      }
      line += " " + word
    }
    text += line + "\n"
  }
}
