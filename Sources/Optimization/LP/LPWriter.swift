/// Writes linear expressions and rows in the CPLEX LP format; no line reaches 200 characters.
struct LPWriter {
  /// A coefficient and a variable.
  typealias Term = (coefficient: Int, variable: String)

  private static let width = 120
  private(set) var text = ""
  /// The line that is open, how it and those after it start.
  private var line = ""
  private var start = ""
  private var continuation = ""
  private var isFirst = true

  /// A line of its own: a section, a bound, a comment.
  mutating func line(_ line: String) { text += line + "\n" }

  /// A comment, wrapped between words.
  mutating func comment(_ comment: String) {
    wrap("\\", comment.split(separator: " ").map(String.init), continuation: "\\  ")
  }

  /// `name: Σ terms`, or with a right side `name: Σ terms <= right`. Precondition: some term.
  mutating func row(_ name: String, _ terms: [Term], atMost right: Int? = nil) {
    openRow(name)
    for term in terms { add(term) }
    closeRow(atMost: right)
  }

  /// Starts a row whose terms come one by one; `closeRow` ends it.
  mutating func openRow(_ name: String) {
    open(" \(name):", continuation: "   ")
    isFirst = true
  }

  /// The next term of the row.
  mutating func add(_ term: Term) {
    let sign = term.coefficient < 0 ? "- " : isFirst ? "" : "+ "
    let size = term.coefficient.magnitude == 1 ? "" : "\(term.coefficient.magnitude) "
    add(sign + size + term.variable)
    isFirst = false
  }

  /// Ends the row.
  mutating func closeRow(atMost right: Int? = nil) {
    if let right { add("<= \(right)") }
    close()
  }

  /// Names of a section such as `Binary`.
  mutating func list(_ names: [String]) { wrap("", names, continuation: "") }

  /// What was written since it was taken last, up to the line that is open.
  mutating func take() -> String {
    defer { text = "" }
    return text
  }

  private mutating func wrap(_ start: String, _ words: [String], continuation: String) {
    open(start, continuation: continuation)
    for word in words { add(word) }
    close()
  }

  private mutating func open(_ start: String, continuation: String) {
    (line, self.start, self.continuation) = (start, start, continuation)
  }

  private mutating func add(_ word: String) {
    if line.utf8.count + word.utf8.count + 1 > Self.width, line != start {
      text += line + "\n"
      line = continuation
    }
    line += " " + word
  }

  private mutating func close() { text += line + "\n" }
}
