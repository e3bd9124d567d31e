/// What the client says when it starts the server, as far as the server asks.
struct InitializeParams: Decodable, Sendable {
  struct WorkspaceFolder: Decodable, Sendable { var uri: String }

  /// `initializationOptions` of this server.
  struct Options: Sendable {
    /// `ru` or `en`.
    var language: String?
  }

  struct Capabilities: Decodable, Sendable {
    struct General: Decodable, Sendable { var positionEncodings: [String]? }
    struct Workspace: Decodable, Sendable {
      struct WatchedFiles: Decodable, Sendable { var dynamicRegistration: Bool? }
      var didChangeWatchedFiles: WatchedFiles?
    }
    struct TextDocument: Decodable, Sendable {
      struct Symbols: Decodable, Sendable { var hierarchicalDocumentSymbolSupport: Bool? }
      struct Publishing: Decodable, Sendable { var relatedInformation: Bool? }
      var documentSymbol: Symbols?
      var publishDiagnostics: Publishing?
    }
    var general: General?
    var workspace: Workspace?
    var textDocument: TextDocument?
  }

  var workspaceFolders: [WorkspaceFolder]?
  var rootUri: String?
  var rootPath: String?
  var capabilities: Capabilities
  var initializationOptions: Options?

  enum CodingKeys: String, CodingKey { case workspaceFolders, rootUri, rootPath, capabilities, initializationOptions }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    workspaceFolders = try container.decodeIfPresent([WorkspaceFolder].self, forKey: .workspaceFolders)
    rootUri = try container.decodeIfPresent(String.self, forKey: .rootUri)
    rootPath = try container.decodeIfPresent(String.self, forKey: .rootPath)
    capabilities = try container.decode(Capabilities.self, forKey: .capabilities)
    // Options are the client's own affair: what is not understood is passed over.
    initializationOptions = try? container.decodeIfPresent(Options.self, forKey: .initializationOptions)
  }

  /// The folder the client works in.
  var root: String? {
    if let folder = workspaceFolders?.first { return DocumentURI(folder.uri).path }
    return rootUri.flatMap { DocumentURI($0).path } ?? rootPath
  }
}

extension InitializeParams.Options: Decodable {
  enum CodingKeys: String, CodingKey { case language }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    language = try? container.decodeIfPresent(String.self, forKey: .language)
  }
}

/// What the server says it can.
struct InitializeResult: Encodable, Sendable {
  struct Server: Encodable, Sendable {
    var name: String
    var version: String
  }

  struct Capabilities: Encodable, Sendable {
    struct Synchronization: Encodable, Sendable {
      struct Saving: Encodable, Sendable { var includeText = false }
      var openClose = true
      /// Incremental.
      var change = 2
      var save = Saving()
    }
    struct Completion: Encodable, Sendable {
      var triggerCharacters = ["№", "«", " ", "=", ":", "|"]
    }
    struct CodeActions: Encodable, Sendable { var codeActionKinds = [CodeAction.quickFix] }

    var positionEncoding: PositionEncoding
    var textDocumentSync = Synchronization()
    var hoverProvider = true
    var completionProvider = Completion()
    var definitionProvider = true
    var documentSymbolProvider = true
    var documentFormattingProvider = true
    var codeActionProvider = CodeActions()
  }

  var capabilities: Capabilities
  var serverInfo: Server
}

/// A parameter object of which nothing is read.
struct NoParams: Codable, Sendable {}

/// `client/registerCapability` for changes of files on disk.
struct RegistrationParams: Encodable, Sendable {
  struct Registration: Encodable, Sendable {
    struct Options: Encodable, Sendable {
      struct Watcher: Encodable, Sendable { var globPattern: String }
      var watchers: [Watcher]
    }
    var id: String
    var method: String
    var registerOptions: Options
  }
  var registrations: [Registration]

  /// Rule files and tables.
  static let watchedFiles = RegistrationParams(
    registrations: [
      Registration(
        id: "files", method: "workspace/didChangeWatchedFiles",
        registerOptions: .init(watchers: [.init(globPattern: "**/*.rules"), .init(globPattern: "**/*.csv")]))
    ])
}

/// `window/showMessage`.
struct ShowMessageParams: Encodable, Sendable {
  /// 1 error, 2 warning, 3 information.
  var type: Int
  var message: String
}
