/// Writes messages the way compilers do: place, severity, message, id, then the source line underlined, then notes.
public struct DiagnosticRenderer: Sendable {
  /// The language of the wording.
  public var language: Language
  /// Whether to use ANSI colours.
  public var color: Bool

  /// A renderer for one language.
  public init(language: Language, color: Bool = false) {
    self.language = language
    self.color = color
  }

  /// All messages in their order, one text ending with a line feed.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.map(render).joined()
  }

  /// One message.
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines: [String] = []
    let head = [placeText(diagnostic.place), paint(word(diagnostic.severity) + ":", diagnostic.severity)]
      .filter { !$0.isEmpty }.joined(separator: " ")
    lines.append("\(head) \(Self.shown(diagnostic.message[language])) [\(diagnostic.id.rawValue)]")
    if case .text(let source, let range) = diagnostic.place {
      lines += excerpt(source, range, diagnostic.severity)
    }
    for note in diagnostic.notes { lines.append("  \(word(.note)): \(Self.shown(note[language]))") }
    for fix in diagnostic.fixes { lines.append("  \(helpWord): \(Self.shown(fix.message[language]))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func placeText(_ place: DiagnosticPlace) -> String {
    func named(_ column: String?) -> String { column.map { " \(columnWord) «\(Self.shown($0))»:" } ?? "" }
    switch place {
    case .text(let source, let range):
      let at = source.location(of: range.lowerBound)
      return "\(Self.shown(source.path)):\(at.line):\(at.column):"
    case .cell(let file, let line, let column, let cell):
      if let cell { return "\(Self.shown(file))!\(Self.shown(cell)):" + named(column) }
      return "\(Self.shown(file)):\(line):" + named(column)
    case .line(let file, let at): return "\(Self.shown(file)):\(at.line):\(at.column):"
    case .file(let path): return "\(Self.shown(path)):"
    case .argument(let text): return "\(Self.shown(text)):"
    case .nowhere: return ""
    }
  }

  /// The line with the range underlined; of a long line, what stands around the range.
  private func excerpt(_ source: SourceText, _ range: SourceRange, _ severity: Severity) -> [String] {
    let line = source.line(of: range.lowerBound)
    let (start, end) = (source.lineStarts[line - 1], source.end(ofLine: line))
    let lower = min(range.lowerBound, end)
    let window = source.window(around: lower, in: start..<end, bytes: Self.longestExcerpt)
    let upper = min(max(range.upperBound, lower), window.upperBound)
    func piece(_ range: Range<Int>) -> String {
      Self.visible(source.text(in: SourceRange(range.lowerBound, range.upperBound)))
    }
    let head = (window.lowerBound > start ? "…" : "") + piece(window.lowerBound..<lower)
    let tail = piece(lower..<window.upperBound) + (window.upperBound < end ? "…" : "")
    let marked = max(1, piece(lower..<upper).count)
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    // A tab keeps its width in the underline, so that the marks stand below what they mark.
    let indent = String(head.map { $0 == "\t" ? "\t" : " " })
    return [
      " \(number) | \(head)\(tail)",
      " \(margin) | \(indent)" + paint(String(repeating: "^", count: marked), severity),
    ]
  }

  /// The most bytes of a line that are shown; of a message or note, the most characters.
  private static let longestExcerpt = 400
  private static let longestMessage = 1200

  /// A text of the user as it may go to a terminal: without characters that command it or turn the direction of what
  /// follows, and not endless.
  private static func shown(_ text: String) -> String {
    guard text.utf8.count > longestMessage else { return visible(text) }
    let (head, tail) = (text.prefix(longestMessage / 2), text.suffix(longestMessage / 4))
    return visible(head.count + tail.count < text.count ? "\(head)…\(tail)" : text)
  }

  /// The text with `\u{FFFD}` for every character that commands a terminal or turns the direction of what follows.
  public static func visible(_ text: String) -> String {
    func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0..<0x09, 0x0A..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
    if text.unicodeScalars.allSatisfy(isHarmless) { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isHarmless($0) ? $0 : "\u{FFFD}" }))
  }

  private func paint(_ text: String, _ severity: Severity) -> String {
    guard color else { return text }
    let code =
      switch severity {
      case .error: "31;1"
      case .warning: "33;1"
      case .note: "36;1"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private func word(_ severity: Severity) -> String {
    switch (severity, language) {
    case (.error, .russian): "ошибка"
    case (.error, .english): "error"
    case (.warning, .russian): "предупреждение"
    case (.warning, .english): "warning"
    case (.note, .russian): "примечание"
    case (.note, .english): "note"
    }
  }

  private var helpWord: String { language == .russian ? "совет" : "help" }
  private var columnWord: String { language == .russian ? "столбец" : "column" }
}
