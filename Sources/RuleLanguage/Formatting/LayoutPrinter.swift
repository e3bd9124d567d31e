import Diagnostics

/// Prints tokens in the canonical layout, a logical line at a time.
struct LayoutPrinter {
  private let tree: SyntaxTree
  private let breaks: [Int: LayoutBreaks.Break]
  private var output = ""
  /// The pieces of the line being made; a piece is broken off only at its start.
  private var pieces: [(text: String, space: Bool, mayBreak: Bool)] = []
  /// The indentation of the logical line, and of the row being made.
  private var base = 0
  private var indent = 0
  private var trailing = ""
  private var isFirst = true

  init(tree: SyntaxTree, breaks: [Int: LayoutBreaks.Break]) {
    self.tree = tree
    self.breaks = breaks
  }

  /// Prints one token as it stands, with canonical quotation marks and dashes.
  mutating func print(token index: Int) {
    let token = tree.tokens[index]
    begin(index)
    guard token.kind != .end else { return }
    append(text(of: token), index)
  }

  /// Prints a keyword in place of its tokens.
  mutating func print(keyword: String, tokens: Range<Int>) {
    begin(tokens.lowerBound)
    for index in tokens.dropFirst() { keepComments(before: index) }
    append(keyword, tokens.lowerBound)
  }

  /// The whole text, ended with one line feed.
  mutating func finish() -> String {
    endLine()
    return output
  }

  private func text(of token: Token) -> String {
    let text = tree.source.text(in: token.range)
    switch token.kind {
    case .measure: return "№" + text.dropFirst().filter { !$0.isWhitespace }
    case .text where text.first != "«": return requoted(text)
    case .dash: return "–"
    default: return text
    }
  }

  /// Straight and curly quotation marks as «», unless the text holds one of those.
  private func requoted(_ text: String) -> String {
    let content = text.dropFirst().dropLast()
    return content.contains("«") || content.contains("»") ? text : "«\(content)»"
  }

  private mutating func append(_ text: String, _ index: Int) {
    let kind = tree.tokens[index].kind
    let before = index > 0 ? tree.tokens[index - 1].kind : nil
    let isGlued = [.comma, .colon, .rightParenthesis].contains(kind) || before == .leftParenthesis
    let isNegative = kind == .number && before == .dash && index > 1 && isComparison(tree.tokens[index - 2].kind)
    let mayBreak = breaks[index].map { if case .soft = $0 { true } else { false } } ?? false
    pieces.append((text, !pieces.isEmpty && !isGlued && !isNegative, mayBreak))
  }

  private func isComparison(_ kind: Token.Kind) -> Bool {
    [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(kind)
  }

  /// Ends the line where a new one begins, and keeps the comments that stand before the token.
  private mutating func begin(_ index: Int) {
    switch breaks[index] {
    case .declaration?:
      keepComments(before: index, newLine: true, column: 0)
      (base, indent) = (0, 0)
    case .line?:
      keepComments(before: index, newLine: true, column: 2)
      (base, indent) = (2, 2)
    default: keepComments(before: index, newLine: tree.tokens[index].kind == .end, column: 0)
    }
  }

  /// A comment on the line of the token before it stays there; others become lines of their own before this token.
  /// Inside a logical line both break it: it goes on indented below.
  private mutating func keepComments(before index: Int, newLine: Bool = false, column: Int = 0) {
    let trivia = tree.source.text(in: tree.tokens[index].trivia)
    let rows = trivia.split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
    if index > 0, let first = rows.first, !first.isEmpty { trailing = first }
    // The last row is what stands before the token on its own line.
    var own = Array((index > 0 ? rows.dropFirst() : rows[...]).dropLast())
    if index == 0, rows.count == 1, let only = rows.first, !only.isEmpty { own = [only] }
    if tree.tokens[index].kind == .end, let last = rows.last, !last.isEmpty, rows.count > 1 { own.append(last) }
    let isBlankBefore = own.first == ""
    own = Array(own.drop { $0.isEmpty })
    guard newLine || !own.isEmpty || !trailing.isEmpty else { return }
    endLine()
    indent = newLine ? column : base + 4
    flush(own, index: index, isBlankBefore: isBlankBefore)
  }

  private func trimmed(_ row: Substring) -> String {
    var text = row.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Writes comment lines, at most one empty line between them. A declaration has one empty line before its comments.
  private mutating func flush(_ own: [String], index: Int, isBlankBefore: Bool) {
    let isDeclaration = breaks[index].map { if case .declaration = $0 { true } else { false } } ?? false
    let isEnd = tree.tokens[index].kind == .end
    if !isFirst, isDeclaration || (isEnd && !own.isEmpty && isBlankBefore) { output += "\n" }
    var lines: [String] = []
    for line in own where !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
    // Only a remark parted from a declaration by an empty line keeps that line.
    if lines.last == "", !isDeclaration { lines.removeLast() }
    for line in lines { output += line.isEmpty ? "\n" : String(repeating: " ", count: indent) + line + "\n" }
    if !lines.isEmpty { isFirst = false }
  }

  /// Writes the pieces as one line, or as several where they may break and the width is passed.
  private mutating func endLine() {
    guard !pieces.isEmpty else {
      if !trailing.isEmpty { output += String(repeating: " ", count: indent) + trailing + "\n" }
      trailing = ""
      return
    }
    var row = String(repeating: " ", count: indent)
    var segments: [String] = []
    for piece in pieces {
      let text = (piece.space ? " " : "") + piece.text
      if piece.mayBreak || segments.isEmpty { segments.append(text) } else { segments[segments.count - 1] += text }
    }
    for (number, segment) in segments.enumerated() {
      if number > 0, row.count + segment.count > RuleFormatter.width {
        output += row + "\n"
        row = String(repeating: " ", count: base + 4) + segment.drop { $0 == " " }
      } else {
        row += segment
      }
    }
    output += row + (trailing.isEmpty ? "" : "  " + trailing) + "\n"
    trailing = ""
    pieces = []
    isFirst = false
  }
}
