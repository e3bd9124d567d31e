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

  /// All messages in the order of the user's files, graver first at one place, one text ending with a line feed.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.map(render).joined()
  }

  /// One message.
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines: [String] = []
    let head = [placeText(diagnostic.place), paint(word(diagnostic.severity) + ":", diagnostic.severity)]
      .filter { !$0.isEmpty }.joined(separator: " ")
    lines.append("\(head) \(diagnostic.message[language]) [\(diagnostic.id.rawValue)]")
    if case .text(let source, let range) = diagnostic.place {
      lines += excerpt(source, range, diagnostic.severity)
    }
    for note in diagnostic.notes { lines.append("  \(word(.note)): \(note[language])") }
    for fix in diagnostic.fixes { lines.append("  \(helpWord): \(fix.message[language])") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func placeText(_ place: DiagnosticPlace) -> String {
    switch place {
    case .text(let source, let range):
      let at = source.location(of: range.lowerBound)
      return "\(source.path):\(at.line):\(at.column):"
    case .cell(let file, let line, let column, let cell):
      if let cell { return "\(file)!\(cell):" + (column.map { " \(columnWord) «\($0)»:" } ?? "") }
      return "\(file):\(line):" + (column.map { " \(columnWord) «\($0)»:" } ?? "")
    case .line(let file, let at): return "\(file):\(at.line):\(at.column):"
    case .file(let path): return "\(path):"
    case .argument(let text): return "\(text):"
    case .nowhere: return ""
    }
  }

  private func excerpt(_ source: SourceText, _ range: SourceRange, _ severity: Severity) -> [String] {
    let start = source.location(of: range.lowerBound)
    let text = source.lineText(start.line)
    let lineEnd = source.lineStarts[start.line - 1] + text.utf8.count
    let end = min(max(range.upperBound, range.lowerBound), lineEnd)
    let marked = max(1, source.text(in: SourceRange(range.lowerBound, end)).count)
    let number = String(start.line)
    let margin = String(repeating: " ", count: number.count)
    // A tab keeps its width in the underline, so that the marks stand below what they mark.
    let indent = String(text.prefix(start.column - 1).map { $0 == "\t" ? "\t" : " " })
    return [
      " \(number) | \(text)",
      " \(margin) | \(indent)" + paint(String(repeating: "^", count: marked), severity),
    ]
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
