import Diagnostics

/// The questions editors ask on documents.
extension RuleLanguageServer {
  mutating func ask(_ message: IncomingMessage, _ id: RequestID) throws(ResponseError) -> [UInt8] {
    switch message.method {
    case "textDocument/hover":
      let place: PlaceParams = try message.parameters()
      return OutgoingMessage.response(id, hover(try document(place.textDocument), place.position))
    case "textDocument/completion":
      let place: PlaceParams = try message.parameters()
      let document = try document(place.textDocument)
      let items = Completion.items(document, at: document.file.text.offset(of: place.position, encoding))
      return OutgoingMessage.response(id, CompletionList(items: items))
    case "textDocument/definition":
      let place: PlaceParams = try message.parameters()
      let document = try document(place.textDocument)
      let offset = document.file.text.offset(of: place.position, encoding)
      return OutgoingMessage.response(id, document.definition(at: offset))
    case "textDocument/documentSymbol":
      let parameters: DocumentParams = try message.parameters()
      let document = try document(parameters.textDocument)
      if client?.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport == true {
        return OutgoingMessage.response(id, document.symbols())
      }
      return OutgoingMessage.response(id, document.flatSymbols())
    case "textDocument/formatting":
      let parameters: DocumentParams = try message.parameters()
      return OutgoingMessage.response(id, try document(parameters.textDocument).formatting())
    case "textDocument/codeAction": return OutgoingMessage.response(id, try quickFixes(message.parameters()))
    default: throw ResponseError(.methodNotFound, "«\(message.method)» is not supported")
    }
  }

  /// An open document with what its names mean.
  private mutating func document(_ identifier: TextDocumentIdentifier) throws(ResponseError) -> RuleDocument {
    let uri = DocumentURI(identifier.uri)
    guard let file = project.file(uri) else {
      throw ResponseError(.invalidParams, "the document «\(identifier.uri)» is not open")
    }
    return RuleDocument(
      file: file, neighbours: project.neighbours(of: uri), region: project.region, language: language,
      encoding: encoding)
  }

  private func hover(_ document: RuleDocument, _ position: Position) -> Hover? {
    let offset = document.file.text.offset(of: position, encoding)
    guard let (thing, range) = document.thing(at: offset) else { return nil }
    return Hover(
      contents: MarkupContent(value: document.description(of: thing)), range: document.range(range))
  }

  private mutating func quickFixes(_ parameters: CodeActionParams) throws(ResponseError) -> [CodeAction] {
    let kind = CodeAction.quickFix
    if let only = parameters.context.only, !only.contains(where: { $0.isEmpty || $0 == kind }) { return [] }
    let document = try document(parameters.textDocument)
    return document.quickFixes(touching: parameters.range, in: ProjectCheck(&project), translation)
  }
}

extension RuleLanguageServer {
  /// The text of an open document as the server has it; nil when it is not open.
  public func text(of uri: String) -> String? { project.open[DocumentURI(uri)]?.text.text }
}
