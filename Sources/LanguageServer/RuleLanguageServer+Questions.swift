import Diagnostics

/// The questions editors ask on documents.
extension RuleLanguageServer {
  mutating func ask(_ message: IncomingMessage, _ id: RequestID) throws(ResponseError) -> [UInt8] {
    switch message.method {
    case "textDocument/hover":
      return OutgoingMessage.response(id, try place(message).flatMap { hover($0, $1) })
    case "textDocument/completion":
      let items = try place(message).map { Completion.items($0, at: $1) }
      return OutgoingMessage.response(id, CompletionList(items: items ?? []))
    case "textDocument/definition":
      return OutgoingMessage.response(id, try place(message).flatMap { $0.definition(at: $1) })
    case "textDocument/documentSymbol":
      let document = try document(message)
      if client?.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport == true {
        return OutgoingMessage.response(id, document?.symbols() ?? [])
      }
      return OutgoingMessage.response(id, document?.flatSymbols() ?? [])
    case "textDocument/formatting":
      return OutgoingMessage.response(id, try document(message)?.formatting() ?? [])
    case "textDocument/codeAction": return OutgoingMessage.response(id, try quickFixes(message))
    default: throw ResponseError(.methodNotFound, "«\(message.method)» is not supported")
    }
  }

  /// An open document with what its names mean; nil when it is no rule file.
  private mutating func document(_ identifier: TextDocumentIdentifier) throws(ResponseError) -> RuleDocument? {
    let uri = DocumentURI(identifier.uri)
    guard project.open[uri] != nil else {
      throw ResponseError(.invalidParams, "the document «\(identifier.uri)» is not open")
    }
    guard let file = project.file(uri) else { return nil }
    return RuleDocument(
      file: file, neighbours: project.neighbours(of: uri), region: project.region, language: language,
      encoding: encoding)
  }

  private mutating func document(_ message: IncomingMessage) throws(ResponseError) -> RuleDocument? {
    let parameters: DocumentParams = try message.parameters()
    return try document(parameters.textDocument)
  }

  /// The document and the byte offset a question is about.
  private mutating func place(_ message: IncomingMessage) throws(ResponseError) -> (RuleDocument, Int)? {
    let parameters: PlaceParams = try message.parameters()
    guard let document = try document(parameters.textDocument) else { return nil }
    return (document, document.file.text.offset(of: parameters.position, encoding))
  }

  private func hover(_ document: RuleDocument, _ offset: Int) -> Hover? {
    guard let (thing, range) = document.thing(at: offset) else { return nil }
    return Hover(
      contents: MarkupContent(value: document.description(of: thing)), range: document.range(range))
  }

  private mutating func quickFixes(_ message: IncomingMessage) throws(ResponseError) -> [CodeAction] {
    let parameters: CodeActionParams = try message.parameters()
    let kind = CodeAction.quickFix
    if let only = parameters.context.only, !only.contains(where: { $0.isEmpty || $0 == kind }) { return [] }
    guard let document = try document(parameters.textDocument) else { return [] }
    return document.quickFixes(touching: parameters.range, in: ProjectCheck(&project), translation)
  }
}

extension RuleLanguageServer {
  /// The text of an open document as the server has it; nil when it is not open.
  public func text(of uri: String) -> String? { project.open[DocumentURI(uri)]?.text.text }
}
