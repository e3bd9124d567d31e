/// A document by its address.
struct TextDocumentIdentifier: Codable, Sendable { var uri: String }

struct DidOpenParams: Decodable, Sendable {
  struct Item: Decodable, Sendable {
    var uri: String
    var version: Int
    var text: String
  }
  var textDocument: Item
}

struct DidChangeParams: Decodable, Sendable {
  struct Identifier: Decodable, Sendable {
    var uri: String
    var version: Int
  }
  /// A change of a range, or the whole text where no range is given.
  struct Change: Decodable, Sendable {
    var range: PositionRange?
    var text: String
  }
  var textDocument: Identifier
  var contentChanges: [Change]
}

/// Parameters that name a document: closing, saving, symbols, formatting.
struct DocumentParams: Decodable, Sendable { var textDocument: TextDocumentIdentifier }

/// Parameters that name a place: hover, completion, definition.
struct PlaceParams: Decodable, Sendable {
  var textDocument: TextDocumentIdentifier
  var position: Position
}

struct CodeActionParams: Decodable, Sendable {
  struct Context: Decodable, Sendable { var only: [String]? }
  var textDocument: TextDocumentIdentifier
  var range: PositionRange
  var context: Context
}

struct CancelParams: Decodable, Sendable { var id: RequestID }

/// `textDocument/publishDiagnostics`.
struct PublishDiagnosticsParams: Encodable, Sendable {
  var uri: String
  /// The version of an open document.
  var version: Int?
  var diagnostics: [ProtocolDiagnostic]
}

/// A message on a range of a document.
struct ProtocolDiagnostic: Encodable, Sendable, Hashable {
  struct Related: Encodable, Sendable, Hashable {
    var location: DocumentLocation
    var message: String
  }
  var range: PositionRange
  /// 1 error, 2 warning, 3 information.
  var severity: Int
  /// The stable id.
  var code: String
  var source = "marshrut"
  var message: String
  var relatedInformation: [Related]?
}
