import Diagnostics

/// Writes messages as the protocol has them.
struct DiagnosticTranslation {
  var language: Language
  var encoding: PositionEncoding
  /// Whether the client shows other places of a message.
  var showsRelated: Bool

  /// The messages on one document, in its order.
  func messages(on uri: DocumentURI, in check: ProjectCheck) -> [ProtocolDiagnostic] {
    (check.diagnostics[uri] ?? []).map { message($0, on: uri, in: check) }
  }

  /// One message on a document.
  func message(_ diagnostic: Diagnostic, on uri: DocumentURI, in check: ProjectCheck) -> ProtocolDiagnostic {
    let related = showsRelated ? diagnostic.related.compactMap { self.related($0, in: check) } : []
    // Notes have no place of their own: they are further lines. Those that only name a related place are not repeated.
    let notes = related.isEmpty ? diagnostic.notes : Array(diagnostic.notes.dropFirst(related.count))
    let lines = [diagnostic.message[language]] + notes.map { $0[language] }
    return ProtocolDiagnostic(
      range: range(diagnostic.place, check.files[uri]), severity: severity(diagnostic.severity),
      code: diagnostic.id.rawValue, message: lines.joined(separator: "\n"),
      relatedInformation: related.isEmpty ? nil : related)
  }

  private func related(_ place: RelatedPlace, in check: ProjectCheck) -> ProtocolDiagnostic.Related? {
    guard case .text(let source, let range) = place.place, let uri = check.uri(of: source),
      let file = check.files[uri]
    else { return nil }
    return ProtocolDiagnostic.Related(
      location: DocumentLocation(uri: file.uri.text, range: file.text.range(range, encoding)),
      message: place.message[language])
  }

  private func range(_ place: DiagnosticPlace, _ file: RuleFile?) -> PositionRange {
    switch place {
    case .text(_, let range):
      guard let text = file?.text else { return Self.line(1) }
      return text.range(range, encoding)
    case .cell(_, let line, _, _): return Self.line(line)
    case .line(_, let at): return Self.line(at.line)
    case .file, .argument, .nowhere: return Self.line(1)
    }
  }

  /// A whole line, counted from 1, of a file that is not read here.
  static func line(_ number: Int) -> PositionRange {
    let line = max(0, number - 1)
    return PositionRange(start: Position(line: line, character: 0), end: Position(line: line + 1, character: 0))
  }

  private func severity(_ severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
