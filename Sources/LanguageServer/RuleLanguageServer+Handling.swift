import Diagnostics

/// The messages of the conversation itself and of documents.
extension RuleLanguageServer {
  mutating func handle(_ message: IncomingMessage) {
    switch message.kind {
    case .response: break
    case .notification: notify(message)
    case .request(let id):
      do throws(ResponseError) {
        output += try answer(message, id)
      } catch {
        output += OutgoingMessage.failure(id, error)
      }
    }
  }

  /// Answers a request.
  private mutating func answer(_ message: IncomingMessage, _ id: RequestID) throws(ResponseError) -> [UInt8] {
    switch (state, message.method) {
    case (.uninitialized, "initialize"): return OutgoingMessage.response(id, try initialize(message))
    case (.uninitialized, _): throw ResponseError(.serverNotInitialized, "«initialize» comes first")
    case (.running, "initialize"): throw ResponseError(.invalidRequest, "the server is initialized already")
    case (.running, "shutdown"):
      // Who says everything at once still gets the messages on what was opened.
      if isStale { publish() }
      state = .shutDown
      return OutgoingMessage.response(id, NoParams?.none)
    case (.running, _): return try ask(message, id)
    case (.shutDown, _), (.exited, _): throw ResponseError(.invalidRequest, "the server is shut down")
    }
  }

  private mutating func initialize(_ message: IncomingMessage) throws(ResponseError) -> InitializeResult {
    let parameters: InitializeParams = try message.parameters()
    client = parameters.capabilities
    root = parameters.root
    if let asked = parameters.initializationOptions?.language.flatMap(Language.init(rawValue:)) { language = asked }
    // The first of the client's encodings that the server knows; UTF-16 goes without saying.
    let offered = parameters.capabilities.general?.positionEncodings ?? []
    encoding = offered.lazy.compactMap(PositionEncoding.init(rawValue:)).first ?? .utf16
    state = .running
    return InitializeResult(
      capabilities: InitializeResult.Capabilities(positionEncoding: encoding),
      serverInfo: InitializeResult.Server(name: "marshrut", version: version))
  }

  // MARK: Notifications

  /// Acts on a notification. Those that are not understood have no answer, by the rules of JSON-RPC.
  private mutating func notify(_ message: IncomingMessage) {
    if message.method == "exit" { return exit() }
    guard state == .running else { return }
    switch message.method {
    case "initialized": begin()
    case "textDocument/didOpen": if let parameters: DidOpenParams = try? message.parameters() { open(parameters) }
    case "textDocument/didChange":
      if let parameters: DidChangeParams = try? message.parameters() { change(parameters) }
    case "textDocument/didClose": if let parameters: DocumentParams = try? message.parameters() { close(parameters) }
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": reload()
    default: break
    }
  }

  /// Reads the region and asks to be told when its files change.
  private mutating func begin() {
    reload()
    guard client?.workspace?.didChangeWatchedFiles?.dynamicRegistration == true else { return }
    output += OutgoingMessage.request(
      .text("marshrut-files"), "client/registerCapability", RegistrationParams.watchedFiles)
  }

  private mutating func reload() {
    project.use(source.region(near: root))
    isStale = true
  }

  private mutating func open(_ parameters: DidOpenParams) {
    let item = parameters.textDocument
    let uri = DocumentURI(item.uri)
    spellings[uri] = item.uri
    // Without a region where the client works there may be one where the document stands.
    if project.region.rulesFolder == nil, uri.path?.hasSuffix(".rules") == true, let folder = uri.folder {
      let region = source.region(near: folder)
      if region.rulesFolder != nil {
        root = folder
        project.use(region)
      }
    }
    let isRules = item.languageId == "marshrut" || uri.path?.hasSuffix(".rules") == true
    project.open(
      RuleProject.OpenDocument(
        uri: uri, version: item.version, text: DocumentText(item.text), isRules: isRules))
    if isRules { touch(uri) }
  }

  private mutating func change(_ parameters: DidChangeParams) {
    let uri = DocumentURI(parameters.textDocument.uri)
    let encoding = encoding
    let isOpen = project.change(uri, version: parameters.textDocument.version) { text in
      for change in parameters.contentChanges {
        if let range = change.range {
          text.replace(range, with: change.text, encoding)
        } else {
          text = DocumentText(change.text)
        }
      }
    }
    if isOpen, project.open[uri]?.isRules == true { touch(uri) }
  }

  private mutating func close(_ parameters: DocumentParams) {
    project.close(DocumentURI(parameters.textDocument.uri))
    // What stands on disk counts again.
    reload()
  }

  private mutating func touch(_ uri: DocumentURI) {
    touched.insert(uri)
    isStale = true
  }
}
