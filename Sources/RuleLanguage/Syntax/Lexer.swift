import Diagnostics

/// Cuts a rule file into tokens. Never fails: what it does not know is an `unknown` token and a message.
///
/// Absent on purpose: what words mean. O(length).
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  private(set) var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  /// Where square brackets close that were reported where they open.
  private var closingBrackets: Set<Int> = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.utf8
    tokens.reserveCapacity(bytes.count / 6)
  }

  /// All tokens, the last one `end`.
  mutating func run() {
    while true {
      let trivia = skipTrivia()
      let start = position
      guard position < bytes.count else {
        tokens.append(Token(kind: .end, trivia: trivia, range: SourceRange(start, start)))
        return
      }
      let kind = next()
      var token = Token(kind: kind, trivia: trivia, range: SourceRange(start, position))
      if kind == .word { classify(&token) }
      tokens.append(token)
    }
  }

  private mutating func classify(_ token: inout Token) {
    guard let found = KeywordTable.shared.number(of: token.range, in: source) else { return }
    token.keywordWord = found.number
    token.isMisspelledKeyword = !found.exact
  }

  private mutating func skipTrivia() -> SourceRange {
    let start = position
    while position < bytes.count {
      if let width = spaceWidth() {
        position += width
      } else if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
          if bytes[position] == 0xE2 { noteHidden(at: position) }
          position += 1
        }
      } else if let end = endOfForeignComment() {
        diagnostics.append(SyntaxDiagnostics.foreignComment(source, SourceRange(position, position + 1)))
        position = end
      } else {
        break
      }
    }
    return SourceRange(start, position)
  }

  /// The end of a remark as other languages write it: `/* … */`, or `#`, `--` or a single `/` at the start of a line. Nil
  /// for anything else.
  private func endOfForeignComment() -> Int? {
    if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
      var end = position + 2
      while end < bytes.count, !(bytes[end] == UInt8(ascii: "/") && bytes[end - 1] == UInt8(ascii: "*")) { end += 1 }
      return min(end + 1, bytes.count)
    }
    let isDoubleDash = bytes[position] == UInt8(ascii: "-") && peek(1) == UInt8(ascii: "-")
    guard isDoubleDash || bytes[position] == UInt8(ascii: "#") || bytes[position] == UInt8(ascii: "/") else {
      return nil
    }
    var start = position
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A else { return nil }
    return bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
  }

  /// The width of the white space here: ASCII blanks, no-break and thin spaces, a byte order mark.
  private func spaceWidth() -> Int? {
    switch bytes[position] {
    case 0x20, 0x09, 0x0A, 0x0D: 1
    case 0xC2 where peek(1) == 0xA0: 2
    case 0xE2 where peek(1) == 0x80 && [0x89, 0xAF, 0x83].contains(peek(2)): 3
    case 0xEF where peek(1) == 0xBB && peek(2) == 0xBF: 3
    default: nil
    }
  }

  private func peek(_ distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  private mutating func next() -> Token.Kind {
    let (scalar, width) = scalar(at: position)
    if Self.startsWord(scalar) { return word() }
    if Self.isDigit(bytes[position]) { return number() }
    switch scalar {
    case "«", "“", "„", "\"": return text(opening: scalar, width: width)
    case "'", "`", "‘", "’", "‚", "‹", "»", "”":
      return foreignText(opening: scalar, width: width) ?? punctuation(scalar, width)
    case "№": return measure(width)
    default: return punctuation(scalar, width)
    }
  }

  private mutating func punctuation(_ scalar: Unicode.Scalar, _ width: Int) -> Token.Kind {
    let start = position
    position += width
    let followedByEqual = position < bytes.count && bytes[position] == UInt8(ascii: "=")
    func orEqual(_ plain: Token.Kind, _ combined: Token.Kind) -> Token.Kind {
      if followedByEqual { position += 1 }
      return followedByEqual ? combined : plain
    }
    switch scalar {
    case ":" where followedByEqual: return foreign(from: start, meaning: "=", .equal)
    case ":": return .colon
    case "[", "]": return bracket(scalar, start)
    case ",": return .comma
    case "(": return .leftParenthesis
    case ")": return .rightParenthesis
    case "+": return .plus
    case "%": return .percent
    case "|": return .bar
    case "-", "–", "—", "−", "‐", "‑", "‒", "―": return .dash
    case "=":
      if followedByEqual { position += 1 }
      switch peek(0) {
      case UInt8(ascii: ">"): return foreign(from: start, meaning: ">=", .greaterOrEqual)
      case UInt8(ascii: "<"): return foreign(from: start, meaning: "<=", .lessOrEqual)
      default: return .equal
      }
    case "<" where peek(0) == UInt8(ascii: ">"): return foreign(from: start, meaning: "!=", .notEqual)
    case "≠": return .notEqual
    case "≤": return .lessOrEqual
    case "≥": return .greaterOrEqual
    case "<": return orEqual(.less, .lessOrEqual)
    case ">": return orEqual(.greater, .greaterOrEqual)
    case "!" where followedByEqual:
      position += 1
      return .notEqual
    default:
      // A run of such characters is one mistake.
      while position < bytes.count, let width = unknownWidth() { position += width }
      diagnostics.append(SyntaxDiagnostics.unknownCharacters(source, SourceRange(start, position)))
      return .unknown
    }
  }

  /// A sign of other languages, whose last character stands here.
  private mutating func foreign(from start: Int, meaning sign: String, _ kind: Token.Kind) -> Token.Kind {
    position += 1
    diagnostics.append(SyntaxDiagnostics.foreignSign(source, SourceRange(start, position), correct: sign))
    return kind
  }

  /// A square bracket is read as a parenthesis. One that closes on its line is reported where it opens, with a fix for
  /// both; another is reported by itself.
  private mutating func bracket(_ scalar: Unicode.Scalar, _ start: Int) -> Token.Kind {
    let opens = scalar == "["
    if !opens, closingBrackets.contains(start) { return .rightParenthesis }
    var end = position
    while opens, end < bytes.count, ![0x0A, UInt8(ascii: "]"), UInt8(ascii: "[")].contains(bytes[end]) { end += 1 }
    guard opens, end < bytes.count, bytes[end] == UInt8(ascii: "]") else {
      let range = SourceRange(start, position)
      diagnostics.append(SyntaxDiagnostics.squareBracket(source, range, replacement: opens ? "(" : ")"))
      return opens ? .leftParenthesis : .rightParenthesis
    }
    closingBrackets.insert(end)
    let inner = source.text(in: SourceRange(position, end))
    diagnostics.append(
      SyntaxDiagnostics.squareBracket(source, SourceRange(start, end + 1), replacement: "(\(inner))"))
    return .leftParenthesis
  }

  /// The width of the character here if the language does not use it.
  private func unknownWidth() -> Int? {
    let (scalar, width) = scalar(at: position)
    if Self.continuesWord(scalar) || spaceWidth() != nil { return nil }
    return "«»“”„\"№:,()[]+%|-–—−‐‑‒―=≠≤≥<>!/".unicodeScalars.contains(scalar) ? nil : width
  }

  /// Reports a character that turns the direction of what follows it: what is read is not what is written.
  mutating func noteHidden(at offset: Int) {
    let (scalar, width) = scalar(at: offset)
    guard HiddenCharacters.turnsDirection(scalar) else { return }
    diagnostics.append(SyntaxDiagnostics.hiddenCharacter(source, SourceRange(offset, offset + width), scalar))
  }

  private mutating func word() -> Token.Kind {
    let start = position
    while position < bytes.count {
      let (scalar, width) = scalar(at: position)
      if Self.continuesWord(scalar) {
        position += width
      } else if scalar == "-", position + 1 < bytes.count, Self.continuesWord(self.scalar(at: position + 1).scalar),
        !(Self.isDigit(peek(1)) && KeywordTable.shared.isMonth(SourceRange(start, position), in: source))
      {
        position += 1
      } else if isHiddenInWord(scalar, width) {
        // A soft hyphen comes along when a word is copied: the word is read without it.
        let range = SourceRange(position, position + width)
        diagnostics.append(SyntaxDiagnostics.hiddenCharacter(source, range, scalar))
        position += width
      } else {
        break
      }
    }
    return .word
  }

  /// Whether an invisible character stands here, in the middle of a word.
  private func isHiddenInWord(_ scalar: Unicode.Scalar, _ width: Int) -> Bool {
    scalar.value > 0x9F && HiddenCharacters.contain(scalar) && position + width < bytes.count
      && Self.continuesWord(self.scalar(at: position + width).scalar)
  }

  private mutating func digits() {
    while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
  }

  private mutating func number() -> Token.Kind {
    let start = position
    digits()
    if position - start == 4, isDate(separator: UInt8(ascii: "-"), widths: [2, 2]) { return .date }
    if position - start <= 2, isDate(separator: UInt8(ascii: "."), widths: [2, 4]) { return .date }
    let separator = peek(0)
    if separator == UInt8(ascii: ",") || separator == UInt8(ascii: "."), Self.isDigit(peek(1)) {
      position += 1
      digits()
    }
    return .number
  }

  /// Consumes `separator digits separator digits` of those widths (one digit is enough for two) if they stand here.
  private mutating func isDate(separator: UInt8, widths: [Int]) -> Bool {
    let start = position
    for width in widths {
      guard peek(0) == separator else {
        position = start
        return false
      }
      position += 1
      let first = position
      digits()
      guard position > first, position - first <= width, width == 2 || position - first == width else {
        position = start
        return false
      }
    }
    return true
  }

  private mutating func measure(_ width: Int) -> Token.Kind {
    let start = position
    position += width
    while position + width <= bytes.count, (0..<width).allSatisfy({ bytes[position + $0] == bytes[start + $0] }) {
      position += width
    }
    if position > start + width {
      diagnostics.append(SyntaxDiagnostics.repeatedSign(source, SourceRange(start, position)))
    }
    let signEnd = position
    while position < bytes.count, let space = spaceWidth(), bytes[position] != 0x0A { position += space }
    // After a space only a number is the measure's: «№ с весом» names none.
    if position > signEnd, !Self.isDigit(peek(0)) { position = signEnd }
    while position < bytes.count {
      let (scalar, width) = scalar(at: position)
      if Self.continuesWord(scalar) {
        position += width
      } else if ".-".unicodeScalars.contains(scalar), position + 1 < bytes.count,
        Self.continuesWord(self.scalar(at: position + 1).scalar)
      {
        position += 1
      } else if scalar == ",", Self.isDigit(peek(1)) {
        diagnostics.append(SyntaxDiagnostics.commaInMeasure(source, SourceRange(position, position + 1)))
        position += 1
      } else {
        break
      }
    }
    if source.text(in: SourceRange(signEnd, position)).allSatisfy(\.isWhitespace) {
      position = signEnd
      diagnostics.append(SyntaxDiagnostics.emptyMeasure(source, SourceRange(start, position)))
    }
    return .measure
  }

  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, width: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (width == 4 ? 0x07 : width == 3 ? 0x0F : 0x1F)
    for step in 1..<width where offset + step < bytes.count {
      value = value << 6 | UInt32(bytes[offset + step] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", min(width, bytes.count - offset))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func startsWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x0410...0x044F, 0x0401, 0x0451: true
    case 0x80...: scalar.properties.isAlphabetic
    default: false
    }
  }

  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    // Combining marks: «й» may be written as «и» and a breve.
    (scalar.value >= 0x30 && scalar.value <= 0x39) || startsWord(scalar) || (0x0300...0x036F).contains(scalar.value)
  }
}
