import Diagnostics

/// Texts in quotation marks.
extension Lexer {
  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

  /// Consumes a text. One that closes with a mark of another kind, the only one on the line, is reported and read.
  mutating func text(opening: Unicode.Scalar, width: Int) -> Token.Kind {
    let start = position
    position += width
    var depth = 1
    var others: [SourceRange] = []
    while position < bytes.count, bytes[position] != 0x0A {
      let (scalar, width) = scalar(at: position)
      if bytes[position] == 0xE2 { noteHidden(at: position) }
      position += width
      switch (opening, scalar) {
      case ("«", "«"): depth += 1
      case ("«", "»"), ("“", "”"), ("„", "“"), ("„", "”"), ("\"", "\""): depth -= 1
      case (_, "»"), (_, "”"), (_, "“"), (_, "\""): others.append(SourceRange(position - width, position))
      default: break
      }
      if depth == 0 { return .text }
    }
    let closing = opening == "«" ? "»" : opening == "“" || opening == "„" ? "”" : "\""
    if others.count == 1, let other = others.first, endsText(at: other.upperBound) {
      position = other.upperBound
      diagnostics.append(SyntaxDiagnostics.mismatchedQuotes(source, SourceRange(start, position), other, closing))
      return .text
    }
    if position > start, bytes[position - 1] == 0x0D { position -= 1 }
    diagnostics.append(SyntaxDiagnostics.unclosedText(source, SourceRange(start, position), closing: closing))
    return .text
  }

  /// Consumes a text in quotation marks the language does not use, and reports them; nil when none starts here.
  mutating func foreignText(opening: Unicode.Scalar, width: Int) -> Token.Kind? {
    let closings: [Unicode.Scalar] =
      switch opening {
      case "'": ["'"]
      case "`": ["`", "'"]
      case "‘", "’": ["’"]
      case "‚": ["‘", "’"]
      case "‹": ["›"]
      case "»": ["«"]
      default: ["”", "“"]
      }
    let isFirst = position == 0 || Self.blanks.contains(bytes[position - 1])
    let start = position
    var end = position + width
    guard isFirst, end < bytes.count, !Self.blanks.contains(bytes[end]) else { return nil }
    while end < bytes.count, bytes[end] != 0x0A {
      let (scalar, width) = scalar(at: end)
      end += width
      guard closings.contains(scalar), endsText(at: end) else { continue }
      position = end
      let content = source.text(in: SourceRange(start + String(opening).utf8.count, end - width))
      diagnostics.append(SyntaxDiagnostics.foreignQuotes(source, SourceRange(start, end), content))
      return .text
    }
    return nil
  }

  /// Whether what stands here may follow a text.
  private func endsText(at offset: Int) -> Bool {
    offset >= bytes.count || Self.blanks.contains(bytes[offset]) || bytes[offset] == UInt8(ascii: ",")
  }
}
